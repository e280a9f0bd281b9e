import { type Counters, type Status, type Timeline, unknownId } from "./timeline.ts";

/** The ms until `share` of the accounts, 0 to 1, is processed; a RangeError if never. */
export function whenProcessed(timeline: Timeline, share: number): number {
  const step = timeline.find(
    ({ counters }) => counters && counters.processedAccounts >= share * counters.totalAccounts,
  );
  if (!step) throw new RangeError(`never reaches ${share} of its accounts`);
  return step.atMs;
}

/** Nothing moves for `pauseMs` after `fromMs`. */
export function paused(timeline: Timeline, fromMs: number, pauseMs: number): Timeline {
  return timeline.map((step) =>
    step.atMs > fromMs ? { ...step, atMs: step.atMs + pauseMs } : step,
  );
}

/** Everything happens `byMs` later; the time before is empty. */
export function later(timeline: Timeline, byMs: number): Timeline {
  return timeline.map((step) => ({ ...step, atMs: step.atMs + byMs }));
}

/** The id is unknown for `ms`, then the timeline begins. */
export function unknownFor(ms: number, timeline: Timeline): Timeline {
  return [unknownId, ...later(timeline, ms)];
}

/** Ends with `status` at `atMs`; the counters stay as they were. */
export function cutShort(timeline: Timeline, atMs: number, status: Status): Timeline {
  return [...before(timeline, atMs), { atMs, status, counters: countersBefore(timeline, atMs) }];
}

/** ACCOUNTS_COLLECTED becomes `status` for at least `lengthMs` after `fromMs`. */
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

/** In place of the batch that reaches `share`, 0 to 1, exactly that for `shownMs`, then a 404. */
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
    { ...unknownId, atMs: atMs + shownMs },
  ];
}

function before(timeline: Timeline, atMs: number): Timeline {
  return timeline.filter((step) => step.atMs < atMs);
}

function countersBefore(timeline: Timeline, atMs: number): Counters | undefined {
  return before(timeline, atMs).at(-1)?.counters;
}
