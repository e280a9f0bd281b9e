import type { Cell } from "../cell.ts";
import { meanOf, quantile } from "../quantile.ts";

/** What is measured of an estimator's time left; all are shares, shown is better when greater. */
export const measures = ["medianError", "ninetiethError", "movement", "shown"] as const;
export type Measure = (typeof measures)[number];

/** Jobs by their length. */
export interface Group {
  readonly title: string;
  readonly leastMin: number;
}

export const groups: readonly Group[] = [
  { title: "jobs of 15 minutes or more", leastMin: 15 },
  { title: "jobs of an hour or more", leastMin: 60 },
  { title: "jobs of all lengths", leastMin: 0 },
];

/** The mean over lengths, each of the same weight; undefined where nothing could be measured. */
export function scoreOf(cells: readonly Cell[], measure: Measure): number | undefined {
  return meanOf(cells.map((cell) => cell[measure]));
}

/** The mean over traces of the mean over lengths. */
export function meanScoreOf(cells: readonly Cell[], measure: Measure): number | undefined {
  const shapes = [...new Set(cells.map(({ shape }) => shape))];
  return meanOf(
    shapes.map((shape) =>
      scoreOf(
        cells.filter((cell) => cell.shape === shape),
        measure,
      ),
    ),
  );
}

/** The cells of one estimator in one group, for one shape or all of them. */
export function cellsIn(
  cells: readonly Cell[],
  estimator: string,
  { leastMin }: Group,
  shape?: string,
): readonly Cell[] {
  return cells.filter(
    (cell) =>
      cell.estimator === estimator &&
      cell.lengthMin >= leastMin &&
      (shape === undefined || cell.shape === shape),
  );
}

/** What an estimator made of stalls. */
export interface StallScore {
  readonly healthyJobs: number;
  /** Of 1,000 healthy jobs, those with a stall that was none; undefined without healthy jobs. */
  readonly falsePer1000: number | undefined;
  readonly tellable: number;
  readonly told: number;
  /** From the last rise until it was told: the median, in milliseconds. */
  readonly toldAfterMs: number | undefined;
}

export function stallScoreOf(cells: readonly Cell[]): StallScore {
  const sum = (count: (cell: Cell) => number) => cells.reduce((all, cell) => all + count(cell), 0);
  const healthyJobs = sum((cell) => cell.healthyJobs);
  const falseStalls = sum((cell) => cell.falseStalls);
  return {
    healthyJobs,
    falsePer1000: healthyJobs > 0 ? (falseStalls * 1000) / healthyJobs : undefined,
    tellable: sum((cell) => cell.tellableStalls),
    told: sum((cell) => cell.toldStalls),
    toldAfterMs: quantile(
      cells.flatMap((cell) => cell.toldAfterMs),
      0.5,
    ),
  };
}
