import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import type { Host } from "./host.ts";
import { onTimeOver, type TimeLimit } from "./time-limit.ts";

/** Whether there is somebody to answer. */
export function canAnswer({ stdin, stderr }: Pick<Host, "stdin" | "stderr">): boolean {
  return stdin.isTTY && stderr.isTTY;
}

/**
 * Asks the user on stderr, since stdout is for results. Enter alone is a yes, an end of the input a
 * no.
 *
 * @throws an AbortError where a signal comes instead of an answer, or the time is over
 */
export async function askYes(
  question: string,
  { stdin, stderr, onSignal }: Pick<Host, "stdin" | "stderr" | "onSignal">,
  limit: TimeLimit | undefined,
): Promise<boolean> {
  const left = new AbortController();
  const { signal } = left;
  const leave = () => left.abort();
  const stops = [onSignal(leave), onTimeOver(limit, leave)];
  // The terminal edits the line itself, so that its Ctrl-C is the signal it always is.
  const lines = createInterface({ input: stdin, output: stderr, terminal: false });
  try {
    const closed = once(lines, "close", { signal }).then(() => "no");
    const answer = lines.question(`aggwatch: ${question} [Y/n] `, { signal });
    return !/^\s*n/i.test(await Promise.race([answer, closed]));
  } finally {
    for (const stop of stops) stop();
    lines.close();
  }
}
