import { count } from "../text/count.ts";
import { duration } from "../text/duration.ts";
import { tenantName } from "../wording/watch-name.ts";
import type { Run } from "../history/run.ts";
import { type Spread, usualOf } from "../history/usual.ts";

const mostRunsPerSource = 20;
type Row = readonly string[];

const titles: Row = ["when", "ending", "took", "collecting", "accounts", "identities", "deletes"];
/** The first columns are words, the others numbers, which are aligned right. */
const wordColumns = 2;

/**
 * The last runs of each source, at most 20, newest first, and what is usual below them; the source that
 * ran last comes first. `runs` are oldest first; without any, the text is empty.
 */
export function historyTable(runs: readonly Run[]): string {
  const groups = Map.groupBy(runs.toReversed(), ({ tenant, source }) =>
    JSON.stringify([tenant, source]),
  );
  const tables = [...groups.values()].map((newestFirst) => ({
    title: titleOf(newestFirst),
    rows: rowsOf(newestFirst),
  }));
  const cells = tables.flatMap(({ rows }) => rows);
  const widths = titles.map((_, column) =>
    Math.max(...cells.map((row) => (row[column] ?? "").length)),
  );
  const texts = tables.map(({ title, rows }) =>
    [title].concat(rows.map((row) => line(row, widths))).join("\n"),
  );
  return texts.join("\n\n");
}

function titleOf(newestFirst: readonly Run[]): string {
  const [run] = newestFirst;
  if (!run) return "";
  const name = `${run.source ?? "without a label"}, ${tenantName(run.tenant)}`;
  const runs = newestFirst.length;
  return runs > mostRunsPerSource ? `${name}, the last ${mostRunsPerSource} of ${runs} runs` : name;
}

function rowsOf(newestFirst: readonly Run[]): readonly Row[] {
  return [
    titles,
    ...newestFirst.slice(0, mostRunsPerSource).map(runRow),
    ...usualRows(newestFirst),
  ];
}

function runRow(run: Run): Row {
  return [
    dayAndTime(run.endedAt),
    endingCell(run),
    cell(run.tookMs, duration),
    cell(run.collectingMs, duration),
    cell(run.totalAccounts, count),
    cell(run.totalIdentities, count),
    cell(run.totalAccountsMarkedForDeletion, count),
  ];
}

function usualRows(newestFirst: readonly Run[]): readonly Row[] {
  const [run] = newestFirst;
  const usual = run && usualOf(newestFirst.toReversed(), run.tenant, run.source);
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

/** In local time: `2026-11-23 14:07`. */
function dayAndTime(epochMs: number): string {
  const date = new Date(epochMs);
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits).join("-");
  return `${day} ${[date.getHours(), date.getMinutes()].map(twoDigits).join(":")}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
