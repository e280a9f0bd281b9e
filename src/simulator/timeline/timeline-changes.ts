import type { Counters, Status, Timeline } from "./timeline.ts";

/**
 * @param share of the accounts, from 0 to 1
 * @returns the milliseconds after which at least that share is processed
 * @throws RangeError if that never happens
 */
export function whenProcessed(timeline: Timeline, share: number): number {
  const step = timeline.find(
    ({ counters }) => counters && counters.processedAccounts >= share * counters.totalAccounts,
  );
  if (!step) throw new RangeError(`never reaches ${share} of its accounts`);
  return step.atMs;
}

/** Nothing moves for `pauseMs` after `fromMs`, then it goes on as before. */
export function paused(timeline: Timeline, fromMs: number, pauseMs: number): Timeline {
  return timeline.map((step) =>
    step.atMs > fromMs ? { ...step, atMs: step.atMs + pauseMs } : step,
  );
}

/** Everything happens `byMs` milliseconds later; nothing is said of the time before. */
export function later(timeline: Timeline, byMs: number): Timeline {
  return timeline.map((step) => ({ ...step, atMs: step.atMs + byMs }));
}

/** Ends with `status` at `atMs`; the counters stay as they were. */
export function cutShort(timeline: Timeline, atMs: number, status: Status): Timeline {
  return [...before(timeline, atMs), { atMs, status, counters: countersBefore(timeline, atMs) }];
}

/** Instead of ACCOUNTS_COLLECTED the tenant says `status` for at least `lengthMs` after `fromMs`. */
export function called(
  timeline: Timeline,
  status: Status,
  fromMs: number,
  lengthMs: number,
): Timeline {
  return timeline.map((step) => {
    const isWithin = step.atMs >= fromMs && step.atMs < fromMs + lengthMs;
    return isWithin && step.status === "ACCOUNTS_COLLECTED" ? { ...step, status } : step;
  });
}

/**
 * The last thing seen is `share` of the accounts, for `shownMs`; from then on the id is unknown.
 *
 * @param share from 0 to 1, in place of the first batch that reaches it
 */
export function vanished(timeline: Timeline, share: number, shownMs: number): Timeline {
  const atMs = whenProcessed(timeline, share);
  const counters = countersBefore(timeline, atMs);
  const last = counters && {
    ...counters,
    // Rounded up, since readers round percentages down.
    processedAccounts: Math.ceil(counters.totalAccounts * share),
  };
  return [
    ...before(timeline, atMs),
    { atMs, status: "ACCOUNTS_COLLECTED", counters: last },
    { atMs: atMs + shownMs, status: undefined, counters: undefined },
  ];
}

function before(timeline: Timeline, atMs: number): Timeline {
  return timeline.filter((step) => step.atMs < atMs);
}

function countersBefore(timeline: Timeline, atMs: number): Counters | undefined {
  return before(timeline, atMs).at(-1)?.counters;
}
