import type { Cell } from "../cell.ts";
import { betterRivals } from "./better-rivals.ts";
import { type Group, groups } from "./score.ts";
import { stallTable, summaryTable, traceTable } from "./tables.ts";
import { wantedTable } from "./wanted.ts";

/**
 * The whole result as Markdown.
 *
 * @param estimators their names, aggwatch's own first
 */
export function report(cells: readonly Cell[], estimators: readonly [string, ...string[]]): string {
  const [long, hours, all] = groups as readonly [Group, Group, Group];
  const [ours] = estimators;
  const traces = [long, hours, all].flatMap((group) => [
    `### Each trace, ${group.title}`,
    "Median error / 90th percentile, in percent:",
    traceTable(cells, estimators, group, ["medianError", "ninetiethError"]),
    "Movement per poll / time shown, in percent:",
    traceTable(cells, estimators, group, ["movement", "shown"]),
  ]);
  return [
    "### What is wanted",
    wantedTable(cells, ours, long, all),
    "### Mean over the traces, in percent",
    ...[long, hours, all].map((group) => summaryTable(cells, estimators, group)),
    `### Where another formula is better, ${long.title}`,
    betterRivals(cells, estimators, long),
    ...traces,
    "### Stalls",
    "The other formulas know none.",
    stallTable(cells, ours, all),
    stallTable(cells, ours, long),
  ].join("\n\n");
}
