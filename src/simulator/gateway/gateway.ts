import type { Clock } from "../../time/clock.ts";
import { admit, type Arrivals, usedUp } from "./limiter.ts";

/** Whose budget: a client's in one version of the API, or that of all tokens. */
export type BudgetKey = string;

/**
 * The moments at which the other program sends, in milliseconds since it began. Two bursts of a
 * whole budget leave no room for some twenty seconds.
 */
const burstsMs = [0, 10_000] as const;

/** Counts requests, those of the tenant's clients and those of another program that has such an id. */
export class Gateway {
  readonly #clock: Clock;
  readonly #arrivals = new Map<BudgetKey, Arrivals>();
  /** Moments on `#clock` at which the other program will have sent again, earliest first. */
  readonly #bursts = new Map<BudgetKey, readonly number[]>();

  /** @param clock what the limit is measured on */
  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @returns undefined if the request is let in, else the seconds after which to come again */
  admit(key: BudgetKey): number | undefined {
    const nowMs = this.#clock.elapsed();
    const { arrivals, retryAfterS } = admit(this.#withBursts(key, nowMs), nowMs);
    this.#arrivals.set(key, arrivals);
    return retryAfterS;
  }

  /** Another program with the same client id begins to use up the budget, for some 20 seconds. */
  crowd(key: BudgetKey): void {
    const nowMs = this.#clock.elapsed();
    this.#bursts.set(
      key,
      burstsMs.map((afterMs) => nowMs + afterMs),
    );
  }

  #withBursts(key: BudgetKey, nowMs: number): Arrivals {
    const bursts = this.#bursts.get(key) ?? [];
    this.#bursts.set(
      key,
      bursts.filter((atMs) => atMs > nowMs),
    );
    const due = bursts.filter((atMs) => atMs <= nowMs);
    return due.reduce(usedUp, this.#arrivals.get(key) ?? []);
  }
}
