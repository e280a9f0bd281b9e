import type { RunsCell } from "../sources/runs-cell.ts";
import { type Goal, goalsOf, goalsWithoutHistory, historiesWanted } from "./goals.ts";
import { markdownTable, percent } from "./markdown.ts";
import { cellsOfRuns, meanOfCells, meanOfRuns, ofRuns, stallsOf } from "./run-scores.ts";

/** The result of the runs of sources as Markdown; aggwatch's own estimator is the first cell's. */
export function runsReport(cells: readonly RunsCell[]): string {
  const ours = cells[0]?.estimator ?? "";
  return [
    "### What is wanted, by the number of earlier runs",
    "In percent where nothing else is said: median / 90th percentile over the runs, or the mean of them.",
    ...historiesWanted.map((history) =>
      goalTable(runsText(history), goalsOf(cells, ours, history)),
    ),
    "### What is wanted without earlier runs, runs of 10 minutes and more",
    goalTable("all kinds", goalsWithoutHistory(cells, ours)),
    "### With earlier runs: other ways",
    rivalsTable(cells, { suite: "known" }),
    "### Without earlier runs: other formulas, runs of 10 minutes and more",
    rivalsTable(cells, { suite: "unknown", leastMin: 10 }),
    "### Each kind without earlier runs, runs of 10 minutes and more",
    kindsTable(cells, ours, { suite: "unknown", leastMin: 10 }),
    "### Each kind of source, ten earlier runs",
    kindsTable(cells, ours, { suite: "known", history: 10 }),
    "### Stalls, runs of all lengths",
    stallsTable(cells, ours),
  ].join("\n\n");
}

function runsText(history: number): string {
  return history === 1 ? "1 earlier run" : `${history} earlier runs`;
}

function goalTable(title: string, goals: readonly Goal[]): string {
  return markdownTable([
    [title, "wanted", "measured", "met"],
    ...goals.map((goal) => [goal.name, goal.wanted, goal.measured, goal.isMet ? "yes" : "no"]),
  ]);
}

type Group = Pick<RunsCell, "suite"> & { readonly leastMin?: number; readonly history?: number };

const columns = ["shown", "median", "90th", "near", "movement", "holds", "width"] as const;

function rivalsTable(all: readonly RunsCell[], group: Group): string {
  const cells = cellsOfRuns(all, group);
  const names = [...new Set(cells.map(({ estimator }) => estimator))];
  const histories = [...new Set(cells.map(({ history }) => history))];
  const rows = histories.flatMap((history) =>
    names.flatMap((estimator) => {
      const own = cellsOfRuns(cells, { estimator, history });
      const title = histories.length > 1 ? `${estimator}, ${runsText(history)}` : estimator;
      const isShown = (meanOfRuns(own, "shown") ?? 0) > 0;
      return isShown ? [[title, ...valuesOf(own)]] : [];
    }),
  );
  return markdownTable([["", ...columns], ...rows]);
}

function kindsTable(all: readonly RunsCell[], estimator: string, group: Group): string {
  const cells = cellsOfRuns(all, { ...group, estimator });
  const kinds = [...new Set(cells.map(({ kind }) => kind))];
  return markdownTable([
    ["", ...columns],
    ...kinds.map((kind) => [kind].concat(valuesOf(cellsOfRuns(cells, { kind })))),
  ]);
}

function valuesOf(cells: readonly RunsCell[]): readonly string[] {
  return [
    percent(meanOfRuns(cells, "shown"), 0),
    percent(meanOfCells(cells, "medianError"), 0),
    percent(meanOfCells(cells, "ninetiethError"), 0),
    percent(meanOfRuns(cells, "withinQuarter"), 0),
    percent(meanOfRuns(cells, "movement"), 2),
    percent(meanOfRuns(cells, "holds"), 0),
    ofRuns(cells, "width", 0.5)?.toFixed(1) ?? "-",
  ];
}

function stallsTable(all: readonly RunsCell[], estimator: string): string {
  const groups = ([{ suite: "unknown" }, { suite: "known" }] as const).flatMap(({ suite }) => {
    const cells = cellsOfRuns(all, { suite, estimator });
    const kinds = [...new Set(cells.map(({ kind }) => kind))];
    const histories = [...new Set(cells.map(({ history }) => history))];
    return suite === "unknown"
      ? kinds.map((kind) => ({ title: kind, cells: cellsOfRuns(cells, { kind }) }))
      : histories.map((history) => ({
          title: `known sources, ${runsText(history)}`,
          cells: cellsOfRuns(cells, { history }),
        }));
  });
  return markdownTable([
    ["", "healthy runs", "false stalls per 1,000", "stalls told", "told after"],
    ...groups.map(({ title, cells }) => {
      const { healthy, falsePer1000, stalled, told, toldAfterMs } = stallsOf(cells);
      return [
        title,
        `${healthy}`,
        falsePer1000?.toFixed(0) ?? "-",
        stalled > 0 ? `${told} of ${stalled}` : "-",
        toldAfterMs === undefined ? "-" : `${Math.round(toldAfterMs / 1000)} s`,
      ];
    }),
  ]);
}
