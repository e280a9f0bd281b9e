import { outcomeLine } from "../text/outcome-line.ts";
import { padEnd, width } from "../text/columns.ts";
import { shortDuration } from "../text/duration.ts";
import { fraction, watchPercent } from "../text/progress-text.ts";
import { rate, timeLeft, timeLeftAtMost } from "../text/time-left.ts";
import { usualTexts } from "../text/usual-texts.ts";
import { fittedName } from "../text/watch-name.ts";
import { conditionLooks, conditionOf, conditionWord } from "../watch/condition.ts";
import { accountsOf } from "../watch/progress.ts";
import type { Watch } from "../watch/watch.ts";
import { bar } from "./bar.ts";
import type { Size } from "./layout.ts";
import { fitted, type Line, lineWidth, span } from "./line.ts";
import { isStale, outlookOf, type Scene } from "./scene.ts";
import { conditionRoles } from "./theme.ts";

/** A column of the list; the first that have room are shown, from left to right. */
interface Column {
  readonly title: string;
  readonly columns: number;
  readonly cell: (watch: Watch, scene: Scene) => Line;
  readonly isRight?: true;
}

const shortestName = 8;
const longestName = 32;
const barColumns = 9;

/** In the order in which they matter: the last ones go first where it is narrow. */
const columnsByImportance: readonly Column[] = [
  { title: "STATE", columns: 10, cell: stateCell },
  { title: "", columns: 4, isRight: true, cell: percentCell },
  { title: "DONE/TOTAL", columns: 15, isRight: true, cell: countsCell },
  { title: "LEFT", columns: 7, isRight: true, cell: leftCell },
  { title: "AGE", columns: 4, isRight: true, cell: ageCell },
  { title: "RATE", columns: 6, isRight: true, cell: rateCell },
  { title: "ACCOUNTS", columns: barColumns, cell: barCell },
];
const shownOrder = ["STATE", "ACCOUNTS", "", "DONE/TOTAL", "RATE", "LEFT", "AGE"];

/**
 * A line for each id, in the order given, as many as fit; a last line counts the others.
 *
 * @returns exactly `size.rows` lines of exactly `size.columns`
 */
export function listRows(scene: Scene, size: Size): readonly Line[] {
  const { watches } = scene.snapshot;
  const hasTitles = size.rows >= 4;
  const room = size.rows - (hasTitles ? 1 : 0);
  // Where there is room for next to nothing, the header's counts say that there are more.
  const isCut = watches.length > room && room >= 3;
  const shown = isCut ? watches.slice(0, room - 1) : watches.slice(0, room);
  const table = chooseColumns(shown, size.columns);
  const rest = watches.slice(shown.length);
  const lines: readonly Line[] = [
    ...(hasTitles ? [titleRow(table)] : []),
    ...shown.map((watch) => idRow(watch, scene, table)),
    ...(isCut ? [[span(`  … ${rest.length} more: ${outcomeLine(rest)}`, "dim")]] : []),
  ];
  const blanks = Array.from({ length: Math.max(0, size.rows - lines.length) }, () => []);
  return [...lines, ...blanks].map((line) => fitted(line, size.columns));
}

interface Table {
  readonly nameColumns: number;
  readonly columns: readonly Column[];
}

function chooseColumns(watches: readonly Watch[], columns: number): Table {
  const longest = Math.max(...watches.map((watch) => width(watch.label ?? watch.id)), shortestName);
  const wanted = Math.min(longestName, longest);
  const chosen: Column[] = [];
  let room = columns - 2 - shortestName;
  for (const column of columnsByImportance) {
    room -= column.columns + 1;
    if (room < 0) break;
    chosen.push(column);
  }
  const used = chosen.reduce((sum, column) => sum + column.columns + 1, 0);
  return {
    nameColumns: Math.max(0, Math.min(wanted, columns - 2 - used)),
    columns: chosen.toSorted(
      (one, other) => shownOrder.indexOf(one.title) - shownOrder.indexOf(other.title),
    ),
  };
}

function titleRow({ nameColumns, columns }: Table): Line {
  const cells = columns.flatMap((column) => [
    span(" "),
    ...aligned([span(column.title, "dim")], column),
  ]);
  return [span(`  ${padEnd("SOURCE", nameColumns)}`, "dim"), ...cells];
}

function idRow(watch: Watch, scene: Scene, { nameColumns, columns }: Table): Line {
  const condition = conditionOf(watch);
  const { glyph, group } = conditionLooks[condition];
  return [
    span(`${glyph} `, conditionRoles[condition]),
    span(padEnd(fittedName(watch, nameColumns), nameColumns), group === "done" ? "dim" : "text"),
    ...columns.flatMap((column) => [span(" "), ...aligned(column.cell(watch, scene), column)]),
  ];
}

function aligned(line: Line, { columns, isRight }: Column): Line {
  if (!isRight) return fitted(line, columns);
  const blanks = Math.max(0, columns - lineWidth(line));
  return fitted([span(" ".repeat(blanks)), ...line], columns);
}

function stateCell(watch: Watch): Line {
  return [span(conditionWord(watch), conditionRoles[conditionOf(watch)])];
}

function percentCell(watch: Watch): Line {
  if (watch.ending?.kind === "COMPLETED") return [];
  const percent = watchPercent(watch);
  return percent === undefined ? [] : [span(`${percent}%`)];
}

function countsCell(watch: Watch, scene: Scene): Line {
  const accounts = accountsOf(watch.counters);
  if (!accounts) return [];
  return [span(fraction(accounts), isStale(watch, scene) || watch.ending ? "dim" : "text")];
}

function barCell(watch: Watch, scene: Scene): Line {
  const accounts = accountsOf(watch.counters);
  if (!accounts || accounts.total === 0) return [];
  const role = isStale(watch, scene) ? "dim" : conditionRoles[conditionOf(watch)];
  return bar(accounts, barColumns, role);
}

function rateCell(watch: Watch, scene: Scene): Line {
  const { perSecond } = outlookOf(watch, scene);
  return perSecond === undefined || watch.ending ? [] : [span(rate(perSecond))];
}

function leftCell(watch: Watch, scene: Scene): Line {
  const { leftMs, rangeMs, stalledMs } = outlookOf(watch, scene);
  if (watch.ending) return [];
  const usual = usualTexts(watch, scene.usuals.get(watch.id), scene.now.elapsed);
  if (usual.left !== undefined) return [span(usual.left, "dim")];
  if (stalledMs !== undefined) return [span("?")];
  if (rangeMs) return [span(timeLeftAtMost(rangeMs))];
  return leftMs === undefined ? [] : [span(timeLeft(leftMs))];
}

function ageCell({ ending, lastAnswer }: Watch, { now }: Scene): Line {
  if (ending) return [span("tookMs" in ending ? "fin" : "end", "dim")];
  return lastAnswer ? [span(shortDuration(now.elapsed - lastAnswer.elapsed), "dim")] : [];
}
