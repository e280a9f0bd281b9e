import { openSync } from "node:fs";
import { ReadStream } from "node:tty";

/**
 * Where keys come from: standard input, or the terminal itself where standard input is used for
 * something else.
 *
 * @returns undefined where there is none
 */
export function openKeyboard(
  stdin: NodeJS.ReadStream,
  isStdinUsed: boolean,
): NodeJS.ReadStream | undefined {
  if (stdin.isTTY && !isStdinUsed) return stdin;
  try {
    return new ReadStream(openSync("/dev/tty", "r"));
  } catch {
    return undefined;
  }
}
