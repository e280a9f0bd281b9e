import type { Cell } from "../cell.ts";
import { markdownTable, percent } from "./markdown.ts";
import { cellsIn, type Group, type Measure, meanScoreOf, scoreOf, stallScoreOf } from "./score.ts";

/** One line per estimator: means over all traces. */
export function summaryTable(
  cells: readonly Cell[],
  estimators: readonly string[],
  group: Group,
): string {
  const rows = estimators.map((estimator) => {
    const own = cellsIn(cells, estimator, group);
    return [
      estimator,
      percent(meanScoreOf(own, "shown"), 1),
      percent(meanScoreOf(own, "medianError"), 1),
      percent(meanScoreOf(own, "ninetiethError"), 1),
      percent(meanScoreOf(own, "movement"), 2),
    ];
  });
  return markdownTable([
    [group.title, "shown", "median error", "90th percentile", "movement"],
    ...rows,
  ]);
}

/** Two measures side by side, one line per trace; the best of a line is bold. */
export function traceTable(
  cells: readonly Cell[],
  estimators: readonly string[],
  group: Group,
  pair: readonly [Measure, Measure],
): string {
  const shapes = [...new Set(cells.map(({ shape }) => shape))];
  const rows = shapes.map((shape) => {
    const [first, second] = pair.map((measure) => {
      const own = (name: string) => scoreOf(cellsIn(cells, name, group, shape), measure);
      return withBestBold(measure, estimators.map(own));
    });
    return [shape].concat(estimators.map((_, at) => `${first?.[at]} / ${second?.[at]}`));
  });
  return markdownTable([["trace", ...estimators], ...rows]);
}

/** What one estimator made of stalls, one line per trace, jobs of all lengths. */
export function stallTable(cells: readonly Cell[], estimator: string, group: Group): string {
  const shapes = [...new Set(cells.map(({ shape }) => shape))];
  const rows = [...shapes, undefined].map((shape) => {
    const score = stallScoreOf(cellsIn(cells, estimator, group, shape));
    const { healthyJobs, falsePer1000, tellable, told, toldAfterMs } = score;
    return [
      shape ?? "all",
      `${healthyJobs}`,
      falsePer1000?.toFixed(1) ?? "-",
      tellable > 0 ? `${told} of ${tellable}` : "-",
      toldAfterMs === undefined ? "-" : `${Math.round(toldAfterMs / 1000)} s`,
    ];
  });
  return markdownTable([
    [group.title, "healthy jobs", "false stalls per 1,000", "stalls told", "told after"],
    ...rows,
  ]);
}

/** @param values one per estimator */
function withBestBold(
  measure: Measure,
  values: readonly (number | undefined)[],
): readonly string[] {
  const texts = values.map((value) => percent(value, measure === "movement" ? 1 : 0));
  // Who shows a time at once is not better for it.
  if (measure === "shown") return texts;
  const best = Math.min(...values.filter((value) => value !== undefined));
  const bestText = texts[values.indexOf(best)];
  return texts.map((text) => (text === bestText ? `**${text}**` : text));
}
