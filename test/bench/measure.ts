import { type Estimator, nothingKnown } from "./estimator.ts";
import { openCounters } from "./open-counters.ts";
import { isTellable } from "./tellable.ts";
import type { Trace } from "./traces/trace.ts";

/** What one estimator did in one job. */
export interface Measured {
  /** Polls at which a time left is wanted, and those of them at which one was shown. */
  readonly wantedPolls: number;
  readonly shownPolls: number;
  /** |predicted left - true left| / true left, for each shown one. */
  readonly errors: readonly number[];
  /** From poll to poll, how far the predicted finish moved, as a share of the job's length. */
  readonly moves: readonly number[];
  /** Whether a stall was told although work went on. */
  readonly isFalselyStalled: boolean;
  /** How long after the last rise the real stall was told, in ms; undefined: not at all. */
  readonly toldAfterMs: number | undefined;
  readonly isHealthy: boolean;
  readonly isTellable: boolean;
}

/** Nothing is wanted so soon after the source was read. */
const firstLookMs = 20_000;
/** With less left than this, a ratio of two small numbers says nothing. */
const leastLeftMs = 10_000;
/** A finish further away than so many job lengths counts as that far away. */
const mostLengthsAway = 10;

/**
 * Lets an estimator follow one job.
 *
 * A time left is wanted from 20 s after the first ACCOUNTS_COLLECTED until every counter is
 * through, polls without an answer included; not while the job really stalls, since then nobody
 * can know it. A job's length is that from ACCOUNTS_COLLECTED to COMPLETED.
 */
export function measure(estimator: Estimator, trace: Trace): Measured {
  const { polls, completedAtMs, stall } = trace;
  const follower = estimator.follow(nothingKnown);
  const collectedAtMs =
    polls.find(({ answer }) => answer?.status === "ACCOUNTS_COLLECTED")?.atMs ?? completedAtMs;
  const lengthMs = completedAtMs - collectedAtMs;
  const errors: number[] = [];
  const moves: number[] = [];
  let wantedPolls = 0;
  let shownPolls = 0;
  let isFalselyStalled = false;
  let toldAfterMs: number | undefined;
  let finishBefore: number | undefined;
  let isOpen = false;
  for (const { atMs, answer } of polls) {
    if (answer) {
      follower.see(answer, atMs);
      isOpen = openCounters(answer).length > 0;
    }
    if (!isOpen || atMs >= completedAtMs) continue;
    const { leftMs, isStalled } = follower.say(atMs);
    const isInStall = stall !== undefined && atMs >= stall.fromMs && atMs <= stall.toMs;
    if (isStalled && isInStall) toldAfterMs ??= atMs - stall.fromMs;
    if (isStalled && !stall) isFalselyStalled = true;
    if (isInStall || atMs < collectedAtMs + firstLookMs) {
      finishBefore = undefined;
      continue;
    }
    wantedPolls += 1;
    if (leftMs === undefined) {
      finishBefore = undefined;
      continue;
    }
    shownPolls += 1;
    const trueLeftMs = completedAtMs - atMs;
    if (trueLeftMs >= leastLeftMs) errors.push(Math.abs(leftMs - trueLeftMs) / trueLeftMs);
    const finishAt = atMs + Math.min(leftMs, mostLengthsAway * lengthMs);
    if (finishBefore !== undefined) moves.push(Math.abs(finishAt - finishBefore) / lengthMs);
    finishBefore = finishAt;
  }
  return {
    wantedPolls,
    shownPolls,
    errors,
    moves,
    isFalselyStalled,
    toldAfterMs,
    isHealthy: !stall,
    isTellable: isTellable(trace),
  };
}
