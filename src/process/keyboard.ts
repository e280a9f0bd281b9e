import { openSync } from "node:fs";
import { ReadStream } from "node:tty";
import { isTerminalLost } from "../exit/lost-terminal.ts";
import type { Host } from "./host.ts";

/** Standard input, or the terminal itself where standard input has another use, if there is one. */
export function openKeyboard(
  { stdin, jobs }: Pick<Host, "stdin" | "jobs">,
  isStdinUsed: boolean,
): NodeJS.ReadStream | undefined {
  if (stdin.isTTY && !isStdinUsed) return considerate(stdin, jobs);
  try {
    return considerate(new ReadStream(openSync("/dev/tty", "r")), jobs);
  } catch {
    return undefined;
  }
}

const considerateOnes = new WeakSet<NodeJS.ReadStream>();

/** In the background, setting the terminal would stop the process, even one that is leaving. */
function considerate(keyboard: NodeJS.ReadStream, jobs: Host["jobs"]): NodeJS.ReadStream {
  if (considerateOnes.has(keyboard)) return keyboard;
  considerateOnes.add(keyboard);
  const setRawMode = keyboard.setRawMode.bind(keyboard);
  keyboard.setRawMode = (isRaw) => {
    try {
      if (jobs?.isInForeground() !== false) setRawMode(isRaw);
    } catch (error) {
      if (!isTerminalLost(error)) throw error;
    }
    return keyboard;
  };
  return keyboard;
}
