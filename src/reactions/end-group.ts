import type { ChildProcess, spawn } from "node:child_process";
import type { Environment } from "../system/environment.ts";
import { windowsProgram } from "../system/windows-program.ts";

/** What ends processes: `process.kill`, and Node's `spawn` for Windows. */
export interface GroupPort {
  readonly platform: NodeJS.Platform;
  readonly env: Environment;
  readonly kill: (pid: number, signal: NodeJS.Signals) => unknown;
  readonly start: typeof spawn;
}

/**
 * Ends a process and all that it has started. Elsewhere than on Windows it leads a process group of
 * its own. One that is gone already is no error.
 */
export function endGroup(
  { pid }: Pick<ChildProcess, "pid">,
  signal: "SIGTERM" | "SIGKILL",
  { platform, env, kill, start }: GroupPort,
): void {
  if (pid === undefined) return;
  if (platform === "win32") {
    // Windows has no signals: the first ends it.
    const options = { stdio: "ignore", windowsHide: true } as const;
    const taskkill = windowsProgram("taskkill.exe", env);
    start(taskkill, ["/pid", `${pid}`, "/t", "/f"], options).on("error", () => undefined);
    return;
  }
  try {
    kill(-pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}
