import { constants } from "node:os";
import { type LeavingSignal, leavingSignals, signalExitCodes } from "./exit-code.ts";
import type { Clock } from "../time/clock.ts";

/** How the process is told to end, and how it ends without another turn. */
export interface Leaving {
  /** Calls `listener` at the first signal that ends the program; returns how to stop that. */
  readonly onSignal: (listener: (signal: LeavingSignal) => void) => () => void;
  /** Does what a signal does: for the key Ctrl-C, and for a terminal that is gone. */
  readonly raise: (signal: LeavingSignal) => void;
  /**
   * Calls `undo` before the process ends at once. It runs to its end without another turn: it
   * gives back what others see, as the terminal. Returns how to stop that.
   */
  readonly onHaste: (undo: () => void) => () => void;
  /** Gives back what is taken and ends the process. */
  endNow(code: number): void;
}

/** The process, as far as ending it needs. */
export interface LeavingPort {
  /** Calls `listener` at a signal; does nothing where the system has no such signal. */
  listen(signal: NodeJS.Signals, listener: () => void): void;
  /** Ends the process. */
  end(code: number): void;
}

/**
 * All others that end a process by default and that Node lets a program listen to. Left out are
 * those of a fault in the process (SIGSEGV and the like), after which no listener is safe, and
 * SIGPROF and SIGTRAP, which profilers and V8 use.
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

/**
 * npm, `timeout` and a shell whose terminal is closed pass a signal on to a process that has got it
 * as well: the same one within so many milliseconds is one event told twice.
 */
const echoMs = 200;
/** What is left to do after such an echo may take so long. */
const graceMs = 1000;

/**
 * Listens to every signal that ends the process, from now on. The first of SIGHUP, SIGINT and
 * SIGTERM is handed to whoever is at work, who leaves in good order; where nothing is, and at a
 * second one, the process ends at once, with the code of the first. The other deadly ones end it at
 * once, after what is taken has been given back.
 *
 * @param ignored signals that the process was started to ignore
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
        // The others are to be undone all the same.
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

  /** Without a listener a signal ends the process, whatever it was started with. */
  function listen(signal: NodeJS.Signals, listener: () => void): void {
    port.listen(signal, ignored.has(signal) ? () => undefined : listener);
  }

  for (const signal of leavingSignals) listen(signal, () => raise(signal));
  for (const signal of deadlySignals) {
    listen(signal, () => endNow(128 + (constants.signals[signal] ?? 0)));
  }
  // Node would open its debugger to every program of this computer.
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
