import { constants } from "node:os";
import { type LeavingSignal, leavingSignals, signalExitCodes } from "./exit-code.ts";
import type { Clock } from "../time/clock.ts";

/** The signals that end the process, and its end; a listener's function stops listening. */
export interface Leaving {
  readonly onSignal: (listener: (signal: LeavingSignal) => void) => () => void;
  /** Does what a signal does: for the key Ctrl-C, and for a terminal that is gone. */
  readonly raise: (signal: LeavingSignal) => void;
  /** Before the process ends at once: `undo` gives back the terminal, synchronously. */
  readonly onHaste: (undo: () => void) => () => void;
  endNow(code: number): void;
}

export interface LeavingPort {
  /** Does nothing where the system has no such signal. */
  listen(signal: NodeJS.Signals, listener: () => void): void;
  end(code: number): void;
}

/**
 * The others that end a process by default and that Node lets a program listen to, without those of
 * a fault (SIGSEGV), after which no listener is safe, and SIGPROF and SIGTRAP of profilers and V8.
 */
const deadlySignals: readonly NodeJS.Signals[] = [
  "SIGQUIT",
  "SIGABRT",
  "SIGALRM",
  "SIGUSR2",
  "SIGVTALRM",
  "SIGXCPU",
  "SIGIO",
  "SIGPWR",
  "SIGSTKFLT",
  "SIGSYS",
];

/** npm, `timeout` and a shell whose terminal is closed repeat a signal: then it is one event. */
const echoMs = 200;
/** For what is left to do after such an echo. */
const graceMs = 1000;

/**
 * Listens to every signal that ends the process, from now on. The first of SIGHUP, SIGINT and
 * SIGTERM goes to the listeners, which leave in good order; without any, and at a second one, the
 * process ends at once, with the code of the first. So it does at the other deadly ones.
 */
export function createLeaving(
  port: LeavingPort,
  clock: Clock,
  ignored: ReadonlySet<NodeJS.Signals>,
): Leaving {
  const listeners = new Set<(signal: LeavingSignal) => void>();
  const undos = new Set<() => void>();
  let first: { readonly signal: LeavingSignal; readonly at: number } | undefined;
  let isEnding = false;

  function endNow(code: number): void {
    if (isEnding) return;
    isEnding = true;
    for (const undo of [...undos].toReversed()) {
      try {
        undo();
      } catch {
        // The others are undone all the same.
      }
    }
    port.end(code);
  }

  function raise(signal: LeavingSignal): void {
    if (first) return again(signal, first);
    first = { signal, at: clock.elapsed() };
    if (listeners.size === 0) return endNow(signalExitCodes[signal]);
    for (const listener of listeners) listener(signal);
  }

  function again(signal: LeavingSignal, earlier: NonNullable<typeof first>): void {
    const code = signalExitCodes[earlier.signal];
    const isEcho = signal === earlier.signal && clock.elapsed() - earlier.at < echoMs;
    if (!isEcho) return endNow(code);
    void clock.sleep(graceMs).then(() => endNow(code));
  }

  /** An ignored signal needs a listener as well, or Node ends the process. */
  function listen(signal: NodeJS.Signals, listener: () => void): void {
    port.listen(signal, ignored.has(signal) ? () => undefined : listener);
  }

  for (const signal of leavingSignals) listen(signal, () => raise(signal));
  // Ctrl-Break of Windows, which no program sees as a key.
  listen("SIGBREAK", () => raise("SIGINT"));
  for (const signal of deadlySignals) {
    listen(signal, () => endNow(128 + (constants.signals[signal] ?? 0)));
  }
  // Or Node opens its debugger to every program of this computer.
  listen("SIGUSR1", () => undefined);

  return {
    onSignal: (listener) => added(listeners, listener),
    onHaste: (undo) => added(undos, undo),
    raise,
    endNow,
  };
}

function added<Value>(set: Set<Value>, value: Value): () => void {
  set.add(value);
  return () => void set.delete(value);
}
