import { cutEnd, width } from "../../text/columns.ts";
import { duration } from "../../text/duration.ts";
import { accountsOf, hasNoChanges } from "../../watch/forecast/progress.ts";
import { compactFraction, watchPercent } from "../../wording/progress-text.ts";
import { lookOf } from "../../wording/states.ts";
import { type Line, lineWidth, span } from "../lines/line.ts";
import { type Choice, watchOfChoice } from "./picker.ts";

const longestLauncher = 24;
const gap = 2;

/** What a column says of a choice; `now` is monotonic. */
interface PickerColumn {
  readonly title: string;
  readonly isRight?: true;
  /** What it takes at least, so that columns stay when a state or a count becomes known. */
  readonly least: number;
  readonly cell: (choice: Choice, now: number) => Line;
}

/** Those that come first have room first. */
const columns: readonly PickerColumn[] = [
  { title: "STATE", least: 12, cell: stateCell },
  { title: "ACCOUNTS", isRight: true, least: 16, cell: (choice) => [span(accountsText(choice))] },
  {
    title: "RUNNING",
    isRight: true,
    least: 7,
    cell: (choice, now) => [span(runningText(choice, now))],
  },
  {
    title: "STARTED BY",
    least: 0,
    cell: ({ launcher = "" }) => [span(cutEnd(launcher, longestLauncher))],
  },
  { title: "ID", least: 32, cell: ({ id }) => [span(id, "dim")] },
];

function stateCell(choice: Choice): Line {
  if (choice.hasEnded) return [span("  ENDED", "dim")];
  if (choice.isStuck) return [span("?", "warn"), span(" STUCK")];
  const watch = watchOfChoice(choice);
  if (!watch) return [];
  const { glyph, shortWord, tone } = lookOf(watch);
  return [span(glyph, tone), span(` ${shortWord}`)];
}

function accountsText(choice: Choice): string {
  const watch = watchOfChoice(choice);
  if (!watch || choice.hasEnded) return "";
  if (hasNoChanges(watch.counters)) return "no changes";
  const accounts = accountsOf(watch.counters);
  const percent = watchPercent(watch);
  if (!accounts || percent === undefined) return "";
  return `${compactFraction(accounts)} ${String(percent).padStart(3)}%`;
}

function runningText({ since, hasEnded }: Choice, now: number): string {
  return since === undefined || hasEnded ? "" : duration(now - since);
}

export interface FittingColumn extends PickerColumn {
  readonly width: number;
}

/** The columns that have a place in `room`, whole, and something to say; `now` is monotonic. */
export function fittingColumns(
  choices: readonly Choice[],
  room: number,
  now: number,
): readonly FittingColumn[] {
  let left = room;
  return columns.flatMap((column): readonly FittingColumn[] => {
    const widest = Math.max(...choices.map((choice) => lineWidth(column.cell(choice, now))));
    const needed = Math.max(widest, column.least, width(column.title));
    if (widest + column.least === 0 || needed + gap > left) return [];
    left -= needed + gap;
    return [{ ...column, width: needed }];
  });
}

/** What a column says, in its width and after a gap. */
export function aligned(cell: Line, column: FittingColumn): Line {
  const blanks = span(" ".repeat(Math.max(0, column.width - lineWidth(cell))));
  const lead = span(" ".repeat(gap));
  return column.isRight ? [lead, blanks, ...cell] : [lead, ...cell, blanks];
}
