import type { LeavingSignal } from "../../../src/exit/exit-code.ts";

/** A process that gets signals, which go to whoever listens. */
export function inventedSignals() {
  const listeners = new Set<(signal: LeavingSignal) => void>();
  return {
    onSignal: (listener: (signal: LeavingSignal) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    send: (signal: LeavingSignal) => {
      for (const listener of listeners) listener(signal);
    },
    listening: () => listeners.size,
  };
}
