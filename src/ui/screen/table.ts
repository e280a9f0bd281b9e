import { padEnd, width } from "../../text/columns.ts";
import { fittedName } from "../../wording/watch-name.ts";
import { hasTitles, type Size, tableCapacity } from "../view/layout.ts";
import { block, fitted, type Line, lineWidth, span } from "../lines/line.ts";
import { type Scene, shownWatches, type WatchScene, watchScene } from "../view/scene.ts";
import { sortOf } from "../view/reconcile.ts";
import { focusOf, type Sort } from "../view/view.ts";
import { type Column, type Columns, columnsFor } from "./columns.ts";

/** The column that shows the order. */
const sortedTitles: Readonly<Partial<Record<Sort, string>>> = {
  problems: "STATE",
  progress: "DONE/TOTAL",
  left: "LEFT",
  rate: "RATE",
  age: "AGE",
  running: "RUNNING",
  name: "SOURCE",
};

/** A row for each id, in the view's order, from its first row on: exactly `size`. */
export function tableRows(scene: Scene, size: Size): readonly Line[] {
  const { view, snapshot } = scene;
  const columns = columnsFor(snapshot.watches, size.columns, scene.tableColumns);
  const shown = shownWatches(scene, view.top, view.top + tableCapacity(size));
  const focus = scene.hasKeyboard ? focusOf(view) : undefined;
  const rows: readonly Line[] = [
    ...(hasTitles(size.rows) ? [titleRow(columns, sortOf(view, scene), view.isReversed)] : []),
    ...shown.map((watch) => idRow(watchScene(watch, scene), columns, watch.id === focus)),
  ];
  return block(rows, size);
}

function titleRow({ nameColumns, columns }: Columns, sort: Sort, isReversed: boolean): Line {
  const sign = isReversed ? "▴" : "▾";
  const isSorted = (title: string) => sortedTitles[sort] === title;
  const marked = (title: string) => (isSorted(title) ? `${title} ${sign}` : title);
  const cells = columns.flatMap((column) => {
    const { title, columns: room, isRight } = column;
    // Where the sign has no room behind the title, it takes the gap in front.
    const isTight = isSorted(title) && isRight && width(title) + 2 > room;
    const text = isTight ? `${sign}${title}` : marked(title);
    const whole = { ...column, columns: room + 1 };
    return aligned([span(isRight ? text : ` ${text}`, "strong")], whole);
  });
  return [span(`   ${padEnd(marked("SOURCE"), nameColumns)}`, "strong"), ...cells];
}

function idRow(scene: WatchScene, { nameColumns, columns }: Columns, isFocused: boolean): Line {
  const { watch, look, tail } = scene;
  const { glyph, tone } = look;
  const nameRole = isFocused ? "strong" : "text";
  return [
    span(isFocused ? "▌" : " ", "accent"),
    span(glyph, tone),
    span(scene.view.marks.has(watch.id) ? "*" : " ", "accent"),
    span(padEnd(fittedName(watch, nameColumns, tail), nameColumns), nameRole),
    ...columns.flatMap((column) => [
      span(" "),
      ...aligned(column.cell(scene, column.columns), column),
    ]),
  ];
}

function aligned(line: Line, { columns, isRight }: Column): Line {
  if (!isRight) return fitted(line, columns);
  const blanks = Math.max(0, columns - lineWidth(line));
  return fitted([span(" ".repeat(blanks)), ...line], columns);
}
