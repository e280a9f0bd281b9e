import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import type { Host } from "../../process/host.ts";

export function canAnswer({ stdin, stderr }: Pick<Host, "stdin" | "stderr">): boolean {
  return stdin.isTTY && stderr.isTTY;
}

/** Asks on stderr, since stdout is for results. Enter alone is `usual`, an end of the input a no. */
export async function confirm(
  question: string,
  { stdin, stderr, lifetime: { signal } }: Pick<Host, "stdin" | "stderr" | "lifetime">,
  usual: "yes" | "no" = "yes",
): Promise<boolean> {
  // The terminal edits the line itself, so that its Ctrl-C is the signal it always is.
  const lines = createInterface({ input: stdin, output: stderr, terminal: false });
  try {
    const closed = once(lines, "close", { signal }).then(() => "no");
    const choices = usual === "yes" ? "[Y/n]" : "[y/N]";
    const asked = lines.question(`aggwatch: ${question} ${choices} `, { signal });
    const answer = await Promise.race([asked, closed]);
    return usual === "yes" ? !/^\s*n/i.test(answer) : /^\s*y/i.test(answer);
  } finally {
    lines.close();
  }
}
