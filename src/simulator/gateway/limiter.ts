/**
 * The arrivals which still count against the budget, in milliseconds of any steady clock, oldest
 * first; never more than `budget` of them.
 */
export type Arrivals = readonly number[];

/** The published limit: requests per client id and API version ... */
const budget = 100;
/** ... in any stretch of so many milliseconds. */
const windowMs = 10_000;

/** What the limiter says of one request. */
export interface Admission {
  readonly arrivals: Arrivals;
  /** undefined: let in. Else the whole seconds until there is room again, at least 1. */
  readonly retryAfterS: number | undefined;
}

/** Lets a request in or not. One that is not let in does not count. */
export function admit(arrivals: Arrivals, nowMs: number): Admission {
  const counting = stillCounting(arrivals, nowMs);
  const oldest = counting[0];
  if (oldest === undefined || counting.length < budget) {
    return { arrivals: [...counting, nowMs], retryAfterS: undefined };
  }
  const retryAfterS = Math.max(1, Math.ceil((oldest + windowMs - nowMs) / 1000));
  return { arrivals: counting, retryAfterS };
}

/** All the room there is at `nowMs` is used up at once, by requests nobody here has sent. */
export function usedUp(arrivals: Arrivals, nowMs: number): Arrivals {
  const counting = stillCounting(arrivals, nowMs);
  return [...counting, ...Array.from({ length: budget - counting.length }, () => nowMs)];
}

function stillCounting(arrivals: Arrivals, nowMs: number): Arrivals {
  return arrivals.filter((arrivedMs) => arrivedMs > nowMs - windowMs);
}
