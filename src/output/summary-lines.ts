import wrapAnsi from "wrap-ansi";
import { padEnd, width } from "../text/columns.ts";
import { linked } from "../text/hyperlink.ts";
import { endingText } from "../wording/event-text.ts";
import { leftText, outcomeLine } from "../wording/outcome-line.ts";
import { progressText } from "../wording/progress-text.ts";
import { lookOf } from "../wording/states.ts";
import { fittedName, watchName } from "../wording/watch-name.ts";
import { type Group, groupOf } from "../watch/model/condition.ts";
import type { Watch } from "../watch/model/watch.ts";

const longestName = 32;
/** With less room beside the names, what is wrapped begins at the left. */
const readableColumns = 40;
/** The shell's prompt, and the line of totals. */
const rowsBelow = 3;
/** Nearest to the prompt stands what one must read. */
const order: readonly Group[] = ["done", "running", "problem"];

/** How the lines come out. */
export interface SummaryLooks {
  /** A text in what the terminal can draw, as wide as before. */
  readonly drawn?: (text: string) => string;
  /** Where the name of an id leads, if anywhere. */
  readonly pageOf?: (watch: Watch) => string | undefined;
}

interface Size {
  readonly columns: number;
  readonly rows: number;
}

/**
 * The last state of every id, for the terminal's scrollback, wrapped to its columns and cut nowhere:
 * problems last. Where they are more than the terminal has rows, those that are no problem are
 * counted in a first line.
 */
export function summaryLines(
  watches: readonly Watch[],
  size: Size,
  { drawn = (text) => text, pageOf = () => undefined }: SummaryLooks = {},
): readonly string[] {
  const names = Math.min(longestName, Math.max(0, ...watches.map((one) => width(watchName(one)))));
  const all = problemsLast(watches).map((watch) => {
    const [first = "", ...rest] = linesOf(watch, names, size.columns).map(drawn);
    const name = drawn(fittedName(watch, names));
    // By a function, since a name may hold characters that are special in a replacement.
    return { watch, lines: [first.replace(name, () => linked(name, pageOf(watch))), ...rest] };
  });
  let room = Math.max(1, size.rows - rowsBelow);
  room -= all.reduce((rows, { lines }) => rows + lines.length, 0);
  if (room >= 0) return all.flatMap(({ lines }) => lines);
  const counted: Watch[] = [];
  // The line that counts them takes a row.
  room -= 1;
  for (const { watch, lines } of all) {
    if (room >= 0 || groupOf(watch) === "problem") break;
    counted.push(watch);
    room += lines.length;
  }
  const shown = all.slice(counted.length).flatMap(({ lines }) => lines);
  if (counted.length === 0) return shown;
  const count = `… ${counted.length} more: ${outcomeLine(counted)}`;
  return [...wrappedUnder(count, 2, size.columns).map(drawn), ...shown];
}

/** Finished ids, then running ones, then problems; each in the given order. */
export function problemsLast(watches: readonly Watch[]): readonly Watch[] {
  return order.flatMap((group) => watches.filter((watch) => groupOf(watch) === group));
}

/** `4 aggregations: 3 completed, 1 cancelled; exit code 1`, wrapped to the columns. */
export function totalLines(
  watches: readonly Watch[],
  exitCode: number,
  columns: number,
): readonly string[] {
  const all = watches.length === 1 ? "1 aggregation" : `${watches.length} aggregations`;
  return wrappedUnder(`${all}: ${outcomeLine(watches)}; exit code ${exitCode}`, 2, columns);
}

/** A line for each source of which nothing was started, with why, wrapped to the columns. */
export function notStartedLines(
  notStarted: readonly { readonly name: string; readonly reason: string }[],
  columns: number,
): readonly string[] {
  const names = Math.min(longestName, Math.max(0, ...notStarted.map(({ name }) => width(name))));
  return notStarted.flatMap(({ name, reason }) =>
    wrappedUnder(`− ${padEnd(name, names)}  not started: ${reason}`, 4, columns),
  );
}

function linesOf(watch: Watch, names: number, columns: number): readonly string[] {
  const { glyph } = lookOf(watch);
  const lead = `${glyph} ${padEnd(fittedName(watch, names), names)}  `;
  const under = columns - width(lead) >= readableColumns ? width(lead) : 4;
  return wrappedUnder(`${lead}${lastStateText(watch)}`, under, columns);
}

/** What does not fit stands below, that far from the left. */
function wrappedUnder(said: string, indent: number, columns: number): readonly string[] {
  // As wrapAnsi has it, so that its first line is the beginning of this.
  const text = said.normalize();
  if (width(text) <= columns) return [text];
  const blanks = " ".repeat(Math.min(indent, Math.floor(columns / 2)));
  const [first = ""] = wrapAnsi(text, columns, { hard: true, trim: false }).split("\n");
  const rest = wrapAnsi(text.slice(first.length).trim(), columns - blanks.length, { hard: true });
  return [first.trimEnd(), ...rest.split("\n").map((line) => blanks + line)];
}

/** How an id ended, or the state in which it was left, with its counts. */
export function lastStateText(watch: Watch): string {
  const { ending, fault } = watch;
  const reason = fault ? ` (${fault.reason})` : "";
  const state = ending ? endingText(ending) : `${leftText(watch)}${reason}`;
  return [state, progressText(watch)].filter(Boolean).join(", ");
}
