import { quantile } from "../quantile.ts";
import { measureRun, type RunScore } from "./measure-run.ts";
import { type Suite, type SuiteName, suites } from "./suites.ts";
import { watchedRun } from "./watched-run.ts";

/** How an estimator did in all runs of one kind and length, with so many earlier runs known. */
export interface RunsCell {
  readonly suite: SuiteName;
  readonly kind: string;
  readonly lengthMin: number;
  readonly history: number;
  readonly estimator: string;
  readonly runs: readonly RunScore[];
  /** Of the errors at all polls of all runs while PROCESSING. */
  readonly medianError: number | undefined;
  readonly ninetiethError: number | undefined;
}

/** What a worker is given to do. */
export interface RunsTask {
  readonly set: string;
  readonly suite: SuiteName;
  readonly kind: string;
  readonly lengthMin: number;
}

/** All tasks, those with long runs first, so that no core is left alone with one at the end. */
export function runsTasks(set: string): readonly RunsTask[] {
  const tasks = (suites as readonly Suite[]).flatMap(({ name, kinds, lengthsMin }) =>
    kinds.flatMap((kind) =>
      lengthsMin.map((lengthMin) => ({
        set,
        suite: name as SuiteName,
        kind: kind.name,
        lengthMin,
      })),
    ),
  );
  return tasks.toSorted((one, other) => other.lengthMin - one.lengthMin);
}

/** A cell for each number of earlier runs and each estimator. */
export function runsCellsOf({ set, suite: name, kind: ofKind, lengthMin }: RunsTask) {
  const suite: Suite | undefined = suites.find((found) => found.name === name);
  const kind = suite?.kinds.find((found) => found.name === ofKind);
  if (!suite || !kind) throw new RangeError(`no kind is called ${ofKind} in ${name}`);
  const watched = Array.from({ length: suite.seeds }, (_, seed) =>
    watchedRun({ set, kind, lengthMin, seed }, suite.differs),
  );
  return suite.histories.flatMap((history) =>
    suite.estimators.map((estimator): RunsCell => {
      const measured = watched.map((run) =>
        measureRun(estimator, run, history === 0 ? [] : run.earlier.slice(-history)),
      );
      const errors = measured.flatMap((run) => run.processingErrors);
      return {
        suite: name,
        kind: ofKind,
        lengthMin,
        history,
        estimator: estimator.name,
        runs: measured.map(({ score }) => score),
        medianError: quantile(errors, 0.5),
        ninetiethError: quantile(errors, 0.9),
      };
    }),
  );
}
