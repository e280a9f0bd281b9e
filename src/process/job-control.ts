/** How a process is stopped and continued by its terminal; nothing of it exists on Windows. */
export interface JobControl {
  /** Calls `listener` when somebody asks the process to stop; returns how to stop that. */
  onStop(listener: () => void): () => void;
  /** Calls `listener` when the process goes on after it was stopped; returns how to stop that. */
  onContinue(listener: () => void): () => void;
  /**
   * Stops this process, and what was started with it, until somebody lets it go on.
   *
   * @param signal SIGTTOU where it has no right to the terminal now, as the kernel sends; a parent
   *   such as `timeout` ignores that and keeps its own time
   */
  stop(signal?: "SIGTSTP" | "SIGTTOU"): void;
  /** Whether the terminal is this process's to set: a shell may have let it go on behind itself. */
  isInForeground(): boolean;
}

/** The parts of `process` that job control needs. */
export type SignalPort = Pick<NodeJS.Process, "on" | "off" | "kill" | "platform">;

/**
 * Job control as POSIX shells have it, by SIGTSTP and SIGCONT.
 *
 * @param isInForeground tells where the process is
 * @returns undefined on Windows
 */
export function jobControlOf(
  port: SignalPort,
  isInForeground: () => boolean,
): JobControl | undefined {
  if (port.platform === "win32") return undefined;
  const stopListeners = new Set<() => void>();
  return {
    isInForeground,
    onStop(listener) {
      stopListeners.add(listener);
      port.on("SIGTSTP", listener);
      return () => {
        stopListeners.delete(listener);
        port.off("SIGTSTP", listener);
      };
    },
    onContinue(listener) {
      port.on("SIGCONT", listener);
      return () => void port.off("SIGCONT", listener);
    },
    stop(signal = "SIGTSTP") {
      // Without a listener the signal does what it does by default. The group is stopped as one, as
      // the terminal would, so that a parent like npm stops with us. A group that no shell looks
      // after is not stopped at all: nobody could let it go on.
      for (const listener of stopListeners) port.off("SIGTSTP", listener);
      port.kill(0, signal);
      for (const listener of stopListeners) port.on("SIGTSTP", listener);
    },
  };
}
