import { meanOf, quantile } from "../quantile.ts";
import type { RunScore } from "../sources/measure-run.ts";
import type { RunsCell } from "../sources/runs-cell.ts";

/** Which cells: all of those that are given must be equal, and runs are at least so long. */
export interface Which extends Partial<Pick<RunsCell, "suite" | "kind" | "history" | "estimator">> {
  readonly leastMin?: number;
}

export function cellsOfRuns(cells: readonly RunsCell[], which: Which): readonly RunsCell[] {
  const { leastMin = 0, ...equal } = which;
  return cells.filter(
    (cell) =>
      cell.lengthMin >= leastMin &&
      Object.entries(equal).every(([key, value]) => cell[key as keyof RunsCell] === value),
  );
}

type RunNumber = {
  [Key in keyof RunScore]: RunScore[Key] extends number | undefined ? Key : never;
}[keyof RunScore];

/** A quantile over runs, each of the same weight. */
export function ofRuns(cells: readonly RunsCell[], of: RunNumber, share: number) {
  return quantile(valuesOf(cells, of), share);
}

export function meanOfRuns(cells: readonly RunsCell[], of: RunNumber): number | undefined {
  return meanOf(valuesOf(cells, of));
}

function valuesOf(cells: readonly RunsCell[], of: RunNumber): readonly number[] {
  return cells.flatMap(({ runs }) => runs.flatMap((run) => run[of] ?? []));
}

/** The mean over the cells of what was measured over all polls of each. */
export function meanOfCells(
  cells: readonly RunsCell[],
  of: "medianError" | "ninetiethError",
): number | undefined {
  return meanOf(cells.map((cell) => cell[of]));
}

export function stallsOf(cells: readonly RunsCell[]) {
  const runs = cells.flatMap((cell) => cell.runs);
  const healthy = runs.filter(({ isHealthy }) => isHealthy);
  const falsely = healthy.filter(({ isFalselyStalled }) => isFalselyStalled);
  const told = runs.flatMap(({ toldAfterMs }) => toldAfterMs ?? []);
  return {
    healthy: healthy.length,
    falsePer1000: healthy.length > 0 ? (falsely.length * 1000) / healthy.length : undefined,
    stalled: runs.length - healthy.length,
    told: told.length,
    toldAfterMs: quantile(told, 0.5),
  };
}
