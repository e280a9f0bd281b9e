import type { Ending } from "./ending.ts";
import type { Watch } from "./watch.ts";

/** How an id has ended according to its status; the verdict of its task may still be missing. */
export function knownEnding(watch: Pick<Watch, "ending" | "verdictCheck">): Ending | undefined {
  return watch.ending ?? watch.verdictCheck?.otherwise;
}

/** Whether the id has ended and its verdict is being checked. */
export function isCheckingVerdict({ verdictCheck }: Pick<Watch, "verdictCheck">): boolean {
  return verdictCheck?.otherwise !== undefined;
}
