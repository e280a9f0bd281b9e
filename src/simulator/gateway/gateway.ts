import type { Clock } from "../../time/clock.ts";
import { admit, type Arrivals, usedUp } from "./limiter.ts";

/** When the other program sends a whole budget, in ms since it began: no room for some 20 seconds. */
const burstsMs = [0, 10_000] as const;

/** Counts requests per budget: those of the tenant's clients, and another program's. */
export class Gateway {
  readonly #clock: Clock;
  readonly #arrivals = new Map<string, Arrivals>();
  /** The moments on the clock's `elapsed` at which the other program sends again. */
  readonly #bursts = new Map<string, readonly number[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Undefined if the request is let in, else the seconds of its Retry-After. */
  admit(budget: string): number | undefined {
    const nowMs = this.#clock.elapsed();
    const { arrivals, retryAfterS } = admit(this.#withBursts(budget, nowMs), nowMs);
    this.#arrivals.set(budget, arrivals);
    return retryAfterS;
  }

  /** Lets another program with the same client id begin to use up the budget. */
  crowd(budget: string): void {
    const nowMs = this.#clock.elapsed();
    const bursts = burstsMs.map((afterMs) => nowMs + afterMs);
    this.#bursts.set(budget, bursts);
  }

  #withBursts(budget: string, nowMs: number): Arrivals {
    const bursts = this.#bursts.get(budget) ?? [];
    const coming = bursts.filter((atMs) => atMs > nowMs);
    this.#bursts.set(budget, coming);
    const due = bursts.filter((atMs) => atMs <= nowMs);
    return due.reduce(usedUp, this.#arrivals.get(budget) ?? []);
  }
}
