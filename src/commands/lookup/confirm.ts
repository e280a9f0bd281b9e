import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import type { Host } from "../../process/host.ts";

export function canAnswer({ stdin, stderr }: Pick<Host, "stdin" | "stderr">): boolean {
  return stdin.isTTY && stderr.isTTY;
}

/** Asks on stderr, since stdout is for results. Enter alone is a yes, an end of the input a no. */
export async function confirm(
  question: string,
  { stdin, stderr, lifetime: { signal } }: Pick<Host, "stdin" | "stderr" | "lifetime">,
): Promise<boolean> {
  // The terminal edits the line itself, so that its Ctrl-C is the signal it always is.
  const lines = createInterface({ input: stdin, output: stderr, terminal: false });
  try {
    const closed = once(lines, "close", { signal }).then(() => "no");
    const answer = lines.question(`aggwatch: ${question} [Y/n] `, { signal });
    return !/^\s*n/i.test(await Promise.race([answer, closed]));
  } finally {
    lines.close();
  }
}
