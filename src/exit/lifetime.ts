import { isTerminalLost } from "./lost-terminal.ts";
import type { Departure, LeavingSignal } from "./exit-code.ts";
import type { Clock } from "../time/clock.ts";

/** What ends a command: the reason of its signal, and what its waits throw then. */
export class Departed extends Error {
  override readonly name = "Departed";
  readonly departure: Departure;

  constructor(departure: Departure) {
    super(`left by ${departure.by}`);
    this.departure = departure;
  }
}

/** How long one command runs, and what ends it. */
export interface Lifetime {
  /** Aborted with a `Departed` once the command is to end. Every wait takes it. */
  readonly signal: AbortSignal;
  /** Aborted at the first signal, also at one that comes when the command is being left already. */
  readonly signaled: AbortSignal;
  /** The first departure counts. */
  readonly leave: (departure: Departure) => void;
  readonly departure: () => Departure;
  /** Ends the command after `ms` milliseconds, if defined. */
  readonly limit: (ms: number | undefined, clock: Pick<Clock, "sleep">) => void;
  readonly close: () => void;
}

/** What the process tells a command; each returns how to stop listening. */
export interface ProcessEvents {
  readonly onSignal: (listener: (signal: LeavingSignal) => void) => () => void;
  /** At an uncaught error. */
  readonly onCrash: (listener: (error: unknown) => void) => () => void;
}

/** Begins a command's lifetime: signals and uncaught errors end it from now on. */
export function createLifetime({ onSignal, onCrash }: ProcessEvents): Lifetime {
  const life = new AbortController();
  const over = new AbortController();
  const signaled = new AbortController();
  let left: Departure = { by: "ends" };

  function leave(departure: Departure): void {
    if (life.signal.aborted) return;
    left = departure.by === "bug" ? seenAsLost(departure.error) : departure;
    life.abort(new Departed(left));
  }

  const stops = [
    onSignal((signal) => {
      leave({ by: "signal", signal });
      signaled.abort();
    }),
    onCrash((error) => {
      leave({ by: "bug", error });
      // A bug on the way out counts as well, or it would go unreported.
      left = seenAsLost(error);
    }),
  ];

  return {
    signal: life.signal,
    signaled: signaled.signal,
    leave,
    departure: () => left,
    limit(ms, clock) {
      if (ms === undefined) return;
      const either = AbortSignal.any([over.signal, life.signal]);
      clock.sleep(ms, either).then(
        () => leave({ by: "timeout", afterMs: ms }),
        () => undefined,
      );
    },
    close() {
      over.abort();
      for (const stop of stops) stop();
    },
  };
}

/** What fails because the terminal is gone is not a bug. */
function seenAsLost(error: unknown): Departure {
  return isTerminalLost(error) ? { by: "signal", signal: "SIGHUP" } : { by: "bug", error };
}
