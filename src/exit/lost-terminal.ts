/** What Node calls the work that a terminal which is gone refuses. */
const terminalCalls: ReadonlySet<unknown> = new Set(["read", "write", "setRawMode"]);

/** Whether this is what a process meets whose terminal is gone: no bug, but a way to leave. */
export function isTerminalLost(error: unknown): boolean {
  if (!(error instanceof Error && "code" in error && "syscall" in error)) return false;
  return error.code === "EIO" && terminalCalls.has(error.syscall);
}
