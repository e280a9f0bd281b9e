import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import type { Host } from "./host.ts";

/** Whether there is somebody to answer. */
export function canAnswer({ stdin, stderr }: Pick<Host, "stdin" | "stderr">): boolean {
  return stdin.isTTY && stderr.isTTY;
}

/**
 * Asks the user on stderr, since stdout is for results. Enter alone is a yes, an end of the input a
 * no.
 *
 * @throws the reason of a signal that comes instead of an answer
 */
export async function askYes(
  question: string,
  { stdin, stderr, onSignal }: Pick<Host, "stdin" | "stderr" | "onSignal">,
): Promise<boolean> {
  const left = new AbortController();
  const stopListening = onSignal(() => left.abort());
  // The terminal edits the line itself, so that its Ctrl-C is the signal it always is.
  const lines = createInterface({ input: stdin, output: stderr, terminal: false });
  try {
    const closed = once(lines, "close", { signal: left.signal }).then(() => "no");
    const answer = lines.question(`aggwatch: ${question} [Y/n] `, { signal: left.signal });
    return !/^\s*n/i.test(await Promise.race([answer, closed]));
  } finally {
    stopListening();
    lines.close();
  }
}
