import type { Estimator } from "./estimator.ts";
import { measure, type Measured } from "./measure.ts";
import { meanOf, quantile } from "./quantile.ts";
import { generate, seedsPerLength } from "./traces/generate.ts";
import type { Shape } from "./traces/shapes.ts";

/** How an estimator did in all jobs of one shape and one length; undefined: nothing to measure. */
export interface Cell {
  readonly shape: string;
  readonly lengthMin: number;
  readonly estimator: string;
  /** From 0 to 1. */
  readonly shown: number | undefined;
  readonly medianError: number | undefined;
  readonly ninetiethError: number | undefined;
  /** The mean over polls. */
  readonly movement: number | undefined;
  readonly healthyJobs: number;
  readonly falseStalls: number;
  readonly tellableStalls: number;
  readonly toldStalls: number;
  readonly toldAfterMs: readonly number[];
}

/** One cell per estimator; all of them follow the same jobs. */
export function cellsOf(
  shape: Shape,
  lengthMin: number,
  estimators: readonly Estimator[],
): readonly Cell[] {
  const traces = Array.from({ length: seedsPerLength }, (_, seed) =>
    generate(shape, lengthMin, seed),
  );
  return estimators.map((estimator) => {
    const jobs = traces.map((trace) => measure(estimator, trace));
    return { shape: shape.name, lengthMin, estimator: estimator.name, ...summed(jobs) };
  });
}

function summed(jobs: readonly Measured[]): Omit<Cell, "shape" | "lengthMin" | "estimator"> {
  const errors = jobs.flatMap((job) => job.errors);
  const tellable = jobs.filter((job) => job.isTellable);
  const wanted = jobs.reduce((sum, job) => sum + job.wantedPolls, 0);
  const shown = jobs.reduce((sum, job) => sum + job.shownPolls, 0);
  const toldAfterMs = tellable.flatMap((job) => job.toldAfterMs ?? []);
  return {
    shown: wanted > 0 ? shown / wanted : undefined,
    medianError: quantile(errors, 0.5),
    ninetiethError: quantile(errors, 0.9),
    movement: meanOf(jobs.flatMap((job) => job.moves)),
    healthyJobs: jobs.filter((job) => job.isHealthy).length,
    falseStalls: jobs.filter((job) => job.isHealthy && job.isFalselyStalled).length,
    tellableStalls: tellable.length,
    toldStalls: toldAfterMs.length,
    toldAfterMs,
  };
}
