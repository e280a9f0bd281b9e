import { constants } from "node:os";
import process from "node:process";

/**
 * Ends the process now. `process.exit()` waits for its threads, and one may wait for good: for the
 * other end of a named pipe, or a name server. It also resets the terminal, which in the background
 * takes it from the shell. Where either may happen, another program replaces this one, and ends.
 */
export function endProcess(code: number, isInForeground: boolean): never {
  if (!isInForeground || process.getActiveResourcesInfo().some(isThreadWork)) becomeAnother(code);
  return process.exit(code);
}

function isThreadWork(resource: string): boolean {
  return /^(?:FSReq|GetAddrInfo|GetNameInfo)/i.test(resource);
}

function becomeAnother(code: number): void {
  if (process.platform === "win32") return;
  try {
    // A shell complains of a working folder that has been deleted.
    process.chdir("/");
    // Node has it from 22.15 on.
    process.execve?.("/bin/sh", ["sh", "-c", `exit ${code}`], {});
  } catch {
    // Not allowed, or there is no shell.
  }
  const signal = Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0];
  if (signal === undefined) return;
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}
