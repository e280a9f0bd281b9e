import type { Estimator } from "../estimator.ts";
import { quantile } from "../quantile.ts";
import type { KnownRun } from "./earlier-run.ts";
import type { WatchedRun } from "./watched-run.ts";

/** How one estimator did in one run; errors are |told - true| / true. Undefined: nothing to measure. */
export interface RunScore {
  /** Of all polls of the run from its first second, those that showed a time left. */
  readonly shown: number | undefined;
  readonly medianError: number | undefined;
  /** The median while PROCESSING. */
  readonly processingError: number | undefined;
  readonly errorAtTenth: number | undefined;
  /** Of the polls that showed a time left, those within a quarter of the truth. */
  readonly withinQuarter: number | undefined;
  /** How far the end told moves from poll to poll, as a share of the run; the mean. */
  readonly movement: number | undefined;
  /** Of the polls with a range, those whose range held; and by which factor its ends differ. */
  readonly holds: number | undefined;
  readonly width: number | undefined;
  readonly isHealthy: boolean;
  readonly isFalselyStalled: boolean;
  /** How long after the last rise the stall was told; milliseconds. */
  readonly toldAfterMs: number | undefined;
}

/** With less left than this, a ratio of two small numbers says nothing. */
const leastLeftMs = 10_000;
/** An end further away than so many lengths of the run counts as that far away. */
const mostLengthsAway = 10;
const leastRangeMs = 1000;

/** From the first poll on, reading and FINISHING included; not while the run really stalls. */
export function measureRun(
  estimator: Estimator,
  { trace, intervalMs }: WatchedRun,
  earlier: readonly KnownRun[],
): { readonly score: RunScore; readonly processingErrors: readonly number[] } {
  const { polls, completedAtMs, stall } = trace;
  const follower = estimator.follow({ earlier, intervalMs });
  const joinedAtMs = polls[0]?.atMs ?? 0;
  const isProcessing = (status: string | undefined) => status === "ACCOUNTS_COLLECTED";
  const collectedAtMs = polls.find(({ answer }) => isProcessing(answer?.status))?.atMs;
  const tenthAtMs =
    collectedAtMs === undefined ? undefined : collectedAtMs + (completedAtMs - collectedAtMs) / 10;
  const errors: number[] = [];
  const processingErrors: number[] = [];
  const moves: number[] = [];
  const widths: number[] = [];
  let errorAtTenth: number | undefined;
  let wanted = 0;
  let shown = 0;
  let near = 0;
  let held = 0;
  let isFalselyStalled = false;
  let toldAfterMs: number | undefined;
  let endBefore: number | undefined;
  for (const { atMs, answer } of polls) {
    if (answer) follower.see(answer, atMs);
    if (atMs >= completedAtMs) continue;
    const { leftMs, range, isStalled } = follower.say(atMs);
    const isInStall = stall !== undefined && atMs >= stall.fromMs && atMs <= stall.toMs;
    if (isStalled && isInStall) toldAfterMs ??= atMs - stall.fromMs;
    if (isStalled && !stall) isFalselyStalled = true;
    const isTenth = tenthAtMs !== undefined && atMs >= tenthAtMs && errorAtTenth === undefined;
    if (isInStall) {
      endBefore = undefined;
      continue;
    }
    wanted += 1;
    if (leftMs === undefined) {
      endBefore = undefined;
      continue;
    }
    shown += 1;
    const trueMs = completedAtMs - atMs;
    if (trueMs >= leastLeftMs) {
      const error = Math.abs(leftMs - trueMs) / trueMs;
      errors.push(error);
      if (isProcessing(answer?.status)) processingErrors.push(error);
      if (isTenth) errorAtTenth = error;
      if (error <= 0.25) near += 1;
      if (range) {
        widths.push(range.mostMs / Math.max(leastRangeMs, range.leastMs));
        if (trueMs >= range.leastMs && trueMs <= range.mostMs) held += 1;
      }
    }
    const lengthMs = completedAtMs - joinedAtMs;
    const end = atMs + Math.min(leftMs, mostLengthsAway * lengthMs);
    if (endBefore !== undefined) moves.push(Math.abs(end - endBefore) / lengthMs);
    endBefore = end;
  }
  const share = (part: number, of: number) => (of > 0 ? part / of : undefined);
  const score = {
    shown: share(shown, wanted),
    medianError: quantile(errors, 0.5),
    processingError: quantile(processingErrors, 0.5),
    errorAtTenth,
    withinQuarter: share(near, errors.length),
    movement: share(
      moves.reduce((sum, move) => sum + move, 0),
      moves.length,
    ),
    holds: share(held, widths.length),
    width: quantile(widths, 0.5),
    isHealthy: !stall,
    isFalselyStalled,
    toldAfterMs,
  };
  return { score, processingErrors };
}
