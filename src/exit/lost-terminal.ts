const terminalCalls: ReadonlySet<unknown> = new Set(["read", "write", "setRawMode"]);

/** Whether the terminal is gone: not a bug, but a way to leave. */
export function isTerminalLost(error: unknown): boolean {
  if (!(error instanceof Error && "code" in error && "syscall" in error)) return false;
  return error.code === "EIO" && terminalCalls.has(error.syscall);
}
