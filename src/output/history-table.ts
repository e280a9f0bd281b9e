import { count } from "../text/count.ts";
import { duration } from "../text/duration.ts";
import { dayAndMinute } from "../text/time-of-day.ts";
import { kindLooks } from "../wording/kinds.ts";
import { tenantName } from "../wording/watch-name.ts";
import type { Run } from "../history/run.ts";
import type { SourceHistory } from "../history/source-history.ts";
import type { Spread, Usual } from "../history/usual.ts";
import { historyNotes } from "./history-notes.ts";

const mostRunsPerSource = 20;
type Row = readonly string[];

const titles: Row = ["when", "ending", "took", "collecting", "accounts", "identities", "deletes"];
/** The first columns are words, the others numbers, which are aligned right. */
const wordColumns = 2;

/**
 * The last runs of each source, at most 20, newest first, and below them what is usual, the trend and
 * how good the forecast was. Without any source, the text is empty.
 */
export function historyTable(histories: readonly SourceHistory[]): string {
  const tables = histories.map((history) => ({
    title: titleOf(history),
    rows: rowsOf(history),
    notes: historyNotes(history),
  }));
  const cells = tables.flatMap(({ rows }) => rows);
  const widths = titles.map((_, column) =>
    Math.max(...cells.map((row) => (row[column] ?? "").length)),
  );
  const firstColumn = (widths[0] ?? 0) + 2;
  const texts = tables.map(({ title, rows, notes }) =>
    [
      title,
      ...rows.map((row) => line(row, widths)),
      ...notes.map(([name, text]) => name.padEnd(firstColumn) + text),
    ].join("\n"),
  );
  return texts.join("\n\n");
}

function titleOf({ tenant, source, kind, runs: all }: SourceHistory): string {
  const [what = ""] = kindLooks[kind ?? "account"].tails;
  const name = `${source ?? "without a label"}${what}, ${tenantName(tenant)}`;
  const runs = all.length;
  return runs > mostRunsPerSource ? `${name}, the last ${mostRunsPerSource} of ${runs} runs` : name;
}

function rowsOf({ runs, usual }: SourceHistory): readonly Row[] {
  return [titles, ...runs.slice(0, mostRunsPerSource).map(runRow), ...usualRows(usual)];
}

function runRow(run: Run): Row {
  return [
    dayAndMinute(run.endedAt),
    endingCell(run),
    cell(run.tookMs, duration),
    cell(run.collectingMs, duration),
    cell(run.totalAccounts, count),
    cell(run.totalIdentities, count),
    cell(run.totalAccountsMarkedForDeletion, count),
  ];
}

function usualRows(usual: Usual | undefined): readonly Row[] {
  if (!usual) return [];
  const { took, collecting } = usual;
  const known = [took, collecting].filter((spread) => spread !== undefined);
  const row = (title: string, note: string, value: (spread: Spread) => number) => [
    title,
    note,
    ...[took, collecting].map((spread) => cell(spread && value(spread), duration)),
  ];
  return [
    row("usual", runsText(known), ({ medianMs }) => medianMs),
    row("90th percentile", "", ({ p90Ms }) => p90Ms),
  ];
}

/** The two durations may be of different numbers of runs. */
function runsText(spreads: readonly Spread[]): string {
  const numbers = [...new Set(spreads.map(({ runs }) => runs))].toSorted((a, b) => a - b);
  return `${numbers.join("–")} ${numbers.at(-1) === 1 ? "run" : "runs"}`;
}

function line(row: Row, widths: readonly number[]): string {
  const cells = row.map((cell, column) => {
    const columns = widths[column] ?? 0;
    return column < wordColumns ? cell.padEnd(columns) : cell.padStart(columns);
  });
  return cells.join("  ").trimEnd();
}

/** The verdict is shown unless it is the expected one. */
function endingCell({ ending, verdict }: Run): string {
  return verdict === undefined || verdict === "SUCCESS" || verdict === ending
    ? ending
    : `${ending}, ${verdict}`;
}

function cell(value: number | undefined, spelled: (value: number) => string): string {
  return value === undefined ? "-" : spelled(value);
}
