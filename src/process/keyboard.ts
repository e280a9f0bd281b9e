import { openSync } from "node:fs";
import { ReadStream } from "node:tty";
import { isTerminalLost } from "../exit/lost-terminal.ts";
import type { Host } from "./host.ts";

/**
 * Where keys come from: standard input, or the terminal itself where standard input is used for
 * something else. Its settings are left alone where they are not this process's to change.
 *
 * @returns undefined where there is none
 */
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

/**
 * A shell sets the terminal for itself while this process is in the background, where to set it
 * stops a process, even one that is leaving. A terminal that is gone has no settings; that it is
 * gone its keys tell.
 */
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
