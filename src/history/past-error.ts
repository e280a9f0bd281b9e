import type { ToldLeft } from "../watch/forecast/told-left.ts";
import { quantile } from "../watch/forecast/quantile.ts";
import { mostRuns } from "./usual.ts";
import type { Run } from "./run.ts";

/** How good the forecast was in earlier runs of a source. */
export interface PastError {
  /**
   * How far the time left shown about then was from the true one, as a part of the true one: the
   * median over the runs; undefined where none was shown.
   */
  readonly atQuarter: number | undefined;
  readonly atHalf: number | undefined;
  /** In how many runs any was shown. */
  readonly runs: number;
  /** Ranges shown at those moments, and how many of them held; four in five are meant to. */
  readonly ranges: number;
  readonly held: number;
}

/** @param completed runs of one source that COMPLETED without a bad verdict, oldest first */
export function pastErrorOf(completed: readonly Run[]): PastError | undefined {
  const last = completed.filter((run) => trialsOf(run).length > 0).slice(-mostRuns);
  if (last.length === 0) return undefined;
  const medianError = (pick: (run: Run) => ToldLeft | undefined) =>
    quantile(
      last.flatMap((run) => trialOf(run, pick(run))?.error ?? []),
      0.5,
    );
  const trials = last.flatMap(trialsOf);
  return {
    atQuarter: medianError(({ toldAtQuarter }) => toldAtQuarter),
    atHalf: medianError(({ toldAtHalf }) => toldAtHalf),
    runs: last.length,
    ranges: trials.length,
    held: trials.filter(({ isHeld }) => isHeld).length,
  };
}

function trialsOf(run: Run) {
  return [run.toldAtQuarter, run.toldAtHalf].flatMap((told) => trialOf(run, told) ?? []);
}

function trialOf({ tookMs }: Run, told: ToldLeft | undefined) {
  const trueMs = told && tookMs !== undefined ? tookMs - told.atMs : 0;
  if (!told || trueMs <= 0) return undefined;
  const isHeld = told.leastMs <= trueMs && trueMs <= told.mostMs;
  return { error: Math.abs(told.leftMs - trueMs) / trueMs, isHeld };
}
