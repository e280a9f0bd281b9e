/** Job control of POSIX shells, which Windows lacks; listeners' functions stop listening. */
export interface JobControl {
  onStop(listener: () => void): () => void;
  onContinue(listener: () => void): () => void;
  /**
   * Stops this process, and what was started with it, until it is continued; by SIGTTOU, as the
   * kernel does, in the background: a parent such as `timeout` ignores that and keeps its own time.
   */
  stop(signal?: "SIGTSTP" | "SIGTTOU"): void;
  /** Whether the terminal is this process's to set: after a shell's `bg` it is the shell's. */
  isInForeground(): boolean;
}

export type SignalPort = Pick<NodeJS.Process, "on" | "off" | "kill" | "platform">;

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
      // Without a listener the signal has its default effect: on the group, as from the terminal, so
      // that a parent like npm stops as well. The kernel spares a group that no shell could continue.
      for (const listener of stopListeners) port.off("SIGTSTP", listener);
      port.kill(0, signal);
      for (const listener of stopListeners) port.on("SIGTSTP", listener);
    },
  };
}
