/** The arrivals that still count, in ms of a steady clock, oldest first; at most `budget`. */
export type Arrivals = readonly number[];

/** The published limit: 100 requests per client id and API version in any 10 seconds. */
const budget = 100;
const windowMs = 10_000;

export interface Admission {
  readonly arrivals: Arrivals;
  /** Undefined if let in, else the whole seconds until there is room again, at least 1. */
  readonly retryAfterS: number | undefined;
}

/** Lets a request in or not. A refused one does not count. */
export function admit(arrivals: Arrivals, nowMs: number): Admission {
  const counting = stillCounting(arrivals, nowMs);
  const oldest = counting[0];
  if (oldest === undefined || counting.length < budget) {
    return { arrivals: [...counting, nowMs], retryAfterS: undefined };
  }
  const retryAfterS = Math.max(1, Math.ceil((oldest + windowMs - nowMs) / 1000));
  return { arrivals: counting, retryAfterS };
}

/** Uses up all the room at `nowMs` at once, as another program does. */
export function usedUp(arrivals: Arrivals, nowMs: number): Arrivals {
  const counting = stillCounting(arrivals, nowMs);
  return [...counting, ...Array.from({ length: budget - counting.length }, () => nowMs)];
}

function stillCounting(arrivals: Arrivals, nowMs: number): Arrivals {
  return arrivals.filter((arrivedMs) => arrivedMs > nowMs - windowMs);
}
