import type { LastRun } from "../history/last-runs.ts";
import { startOf } from "../history/last-runs.ts";
import { hasFailed } from "../history/source-check.ts";
import { cutEnd, padEnd, width } from "../text/columns.ts";
import { duration, nearestDuration } from "../text/duration.ts";
import { linked } from "../text/hyperlink.ts";
import { dayAndMinute } from "../text/time-of-day.ts";
import { isOver } from "../api/endpoints/task-status.ts";
import { verdictOf } from "../watch/model/verdict.ts";

interface Column {
  readonly head: string;
  readonly of: (run: LastRun) => string;
  readonly isNumber?: true;
  /** A narrow terminal does without those with a high one. */
  readonly rank: number;
}

const columns: readonly Column[] = [
  { head: "SOURCE", of: ({ source }) => source.name, rank: 0 },
  { head: "STARTED", of: startedText, rank: 4 },
  { head: "AGE", of: ({ ageMs }) => durationText(ageMs), isNumber: true, rank: 2 },
  { head: "RESULT", of: resultText, rank: 1 },
  { head: "DURATION", of: ({ tookMs }) => durationText(tookMs), isNumber: true, rank: 5 },
  { head: "USUAL", of: usualText, isNumber: true, rank: 3 },
];

const gap = "  ";
/** A name is not cut below this for the sake of another column. */
const leastName = 16;

/**
 * A row for each source, below titles; none without sources.
 *
 * @param room the columns of a terminal, into which it is fitted, or infinite
 * @param pageOf where the name of a source leads, if anywhere
 */
export function sourcesTable(
  runs: readonly LastRun[],
  room: number,
  pageOf: (run: LastRun) => string | undefined,
): readonly string[] {
  if (runs.length === 0) return [];
  const all = columns.map(({ head, of, isNumber = false, rank }) => {
    const cells = runs.map(of);
    return { head, isNumber, rank, cells, width: Math.max(...[head, ...cells].map(width)) };
  });
  const [names, ...others] = all;
  if (!names) return [];
  let shown = others;
  const beside = () => shown.reduce((sum, one) => sum + gap.length + one.width, 0);
  const mostName = Math.min(names.width, leastName);
  while (shown.length > 1 && beside() + mostName > room) {
    const last = Math.max(...shown.map(({ rank }) => rank));
    shown = shown.filter(({ rank }) => rank < last);
  }
  const nameWidth = Math.min(names.width, Math.max(mostName, room - beside()));
  const rows = runs.map((run, index) => {
    const name = cutEnd(run.source.name, nameWidth);
    const blanks = padEnd(name, nameWidth).slice(name.length);
    return [linked(name, pageOf(run)) + blanks, ...shown.map((one) => cell(one, one.cells[index]))];
  });
  const titles = [padEnd(names.head, nameWidth), ...shown.map((one) => cell(one, one.head))];
  return [titles, ...rows].map((cells) => cells.join(gap).trimEnd());
}

function cell(column: { readonly width: number; readonly isNumber: boolean }, text = ""): string {
  return column.isNumber
    ? " ".repeat(column.width - width(text)) + text
    : padEnd(text, column.width);
}

function startedText({ last }: LastRun): string {
  const startedAt = last && startOf(last);
  return startedAt === undefined ? "-" : dayAndMinute(startedAt);
}

/** Of a running one the last result as well, if that was bad. */
function resultText(run: LastRun): string {
  const { last, ended, isStuck, unseenSinceMs } = run;
  const stuck = isStuck ? ["stuck task"] : [];
  if (!last) {
    const since = unseenSinceMs === undefined ? "in 90 days" : `since ${day(unseenSinceMs)}`;
    return [`none ${since}`, ...stuck].join(", ");
  }
  const result = ended ? verdictWord(ended) : "";
  if (isOver(last)) return [result, ...stuck].join(", ");
  return ["RUNNING", ...(hasFailed(run) ? [`last ${result}`] : []), ...stuck].join(", ");
}

/** One that is not documented as the tenant spells it. */
function verdictWord(ended: NonNullable<LastRun["ended"]>): string {
  const { kind, completionStatus = "" } = verdictOf(ended);
  return kind === "UNKNOWN" ? completionStatus : kind;
}

function usualText({ tookMs, usual }: LastRun): string {
  const { took } = usual ?? {};
  if (!took) return "-";
  const isLonger = took.runs >= fewestRuns && tookMs !== undefined && tookMs > took.p90Ms;
  return `${nearestDuration(took.medianMs)}${isLonger ? ", longer" : ""}`;
}

/** With fewer runs even the longest of them may be quick. */
const fewestRuns = 5;

function durationText(ms: number | undefined): string {
  return ms === undefined ? "-" : duration(ms);
}

function day(epochMs: number): string {
  return dayAndMinute(epochMs).slice(0, "2026-11-23".length);
}
