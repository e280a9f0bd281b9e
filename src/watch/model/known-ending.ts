import type { Ending } from "./ending.ts";
import type { Watch } from "./watch.ts";

/** How an id has ended, as far as its status tells: what its task says of that may be missing yet. */
export function knownEnding({
  ending,
  verdictCheck: check,
}: Pick<Watch, "ending" | "verdictCheck">) {
  return (ending ?? check?.otherwise) satisfies Ending | undefined;
}

/** Whether it has ended and its task is being asked what it came to. */
export function isCheckingVerdict({ verdictCheck: check }: Pick<Watch, "verdictCheck">): boolean {
  return check?.otherwise !== undefined;
}
