import type { Cell } from "../cell.ts";
import { markdownTable } from "./markdown.ts";
import { cellsIn, type Group, type Measure, meanScoreOf, stallScoreOf } from "./score.ts";

/** Mean over traces, jobs of 15 minutes or more; the greatest value, for `shown` the least. */
const wanted: readonly (readonly [Measure, string, number])[] = [
  ["medianError", "median error, %", 0.28],
  ["ninetiethError", "90th percentile of the error, %", 0.65],
  ["movement", "movement per poll, % of the job's length", 0.01],
  ["shown", "shown, % of the time", 0.95],
];
const mostFalsePer1000 = 10;

/** What is wanted of aggwatch's own estimator, what came out, and whether that is enough. */
export function wantedTable(cells: readonly Cell[], ours: string, long: Group, all: Group): string {
  const values = wanted.map(([measure, label, limit]) => {
    const value = meanScoreOf(cellsIn(cells, ours, long), measure) ?? Number.NaN;
    const isMet = measure === "shown" ? value >= limit : value <= limit;
    const sign = measure === "shown" ? "≥" : "≤";
    return [label, `${sign} ${(limit * 100).toFixed(0)}`, (value * 100).toFixed(1), verdict(isMet)];
  });
  const falseStalls = [all, long].map((group) => {
    const { falsePer1000 = 0 } = stallScoreOf(cellsIn(cells, ours, group));
    const label = `false stalls per 1,000 healthy jobs, ${group.title}`;
    const isMet = falsePer1000 <= mostFalsePer1000;
    return [label, `≤ ${mostFalsePer1000}`, falsePer1000.toFixed(1), verdict(isMet)];
  });
  const { tellable, told } = stallScoreOf(cellsIn(cells, ours, all));
  return markdownTable([
    ["aggwatch", "wanted", "measured", "met"],
    ...values,
    ...falseStalls,
    [
      `missed stalls of ${tellable} that can be told`,
      "0",
      `${tellable - told}`,
      verdict(told === tellable),
    ],
  ]);
}

function verdict(isMet: boolean): string {
  return isMet ? "yes" : "no";
}
