/** Job control as POSIX shells have it; listeners' functions stop listening. */
export interface JobControl {
  /** When the process is asked to stop. */
  onStop(listener: () => void): () => void;
  /** When it goes on after that. */
  onContinue(listener: () => void): () => void;
  /**
   * Stops this process, and what was started with it, until it is continued; by SIGTTOU, as the
   * kernel does, in the background: a parent such as `timeout` ignores that and keeps its own time.
   */
  stop(signal?: "SIGTSTP" | "SIGTTOU"): void;
  /** Whether the terminal is this process's to set: a shell's `bg` continues it behind the shell. */
  isInForeground(): boolean;
}

export type SignalPort = Pick<NodeJS.Process, "on" | "off" | "kill" | "platform">;

/** By SIGTSTP and SIGCONT; Windows has none. */
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
      // Without a listener the signal has its default effect. It stops the group, as the terminal
      // would, and a parent like npm with it; the kernel spares a group that no shell could continue.
      for (const listener of stopListeners) port.off("SIGTSTP", listener);
      port.kill(0, signal);
      for (const listener of stopListeners) port.on("SIGTSTP", listener);
    },
  };
}
