import { padEnd, width } from "../../text/columns.ts";
import { block, fitted, justified, type Line, span } from "../lines/line.ts";
import { pageRows } from "../keys/help-page.ts";
import { typedLine } from "../lines/typed-line.ts";
import type { Size } from "../view/layout.ts";
import { aligned, fittingColumns } from "./columns.ts";
import { pickerHelp } from "./help.ts";
import { bindingsOf, type HelpRoom } from "./keys.ts";
import { type Picker, shownOf } from "./picker.ts";

/** With fewer rows the columns have no titles. */
const titledRows = 6;
const longestName = 32;
/** The cursor and the box. */
const beforeName = 5;

/** The list or its help, in exactly `size`, with a title above and the keys below. */
export function pickerRows(
  picker: Picker,
  title: string,
  size: Size,
  now: number,
): readonly Line[] {
  const { rows: room } = helpRoomOf(size);
  const lead: Line = [span(` ${title}`, "strong")];
  if (picker.helpTop !== undefined) {
    const lines = pickerHelp(size.columns);
    const shown = pageRows(lines, picker.helpTop, { columns: size.columns, rows: room });
    return [fitted(lead, size.columns), ...shown, footerLine(picker, size.columns)].slice(
      0,
      size.rows,
    );
  }
  const isTitled = size.rows >= titledRows;
  const listSize = { columns: size.columns, rows: isTitled ? room - 1 : room };
  const { rows, part } = listRows(picker, listSize, now, isTitled);
  const count = [part, countText(picker)].filter(Boolean).join(" · ");
  return [
    justified(lead, [span(`${count} `, "dim")], size.columns),
    ...block(rows, { columns: size.columns, rows: room }),
    footerLine(picker, size.columns),
  ].slice(0, size.rows);
}

/** How much of the help there is, and how much of it has room. */
export function helpRoomOf({ columns, rows }: Size): HelpRoom {
  return { lines: pickerHelp(columns).length, rows: Math.max(1, rows - 2) };
}

/** The rows with room, around the cursor, and which part that is where it is not all. */
function listRows(picker: Picker, size: Size, now: number, isTitled: boolean) {
  const { choices, cursor, picked } = picker;
  const shown = shownOf(picker);
  if (choices.length === 0) {
    return { rows: [[span(" Nothing runs now. What starts is listed here.")]], part: "" };
  }
  if (shown.length === 0) {
    return { rows: [[span(" Nothing matches. Esc clears the filter.")]], part: "" };
  }
  // Of all, so that columns do not move while the filter is typed.
  const widest = Math.max(width("SOURCE"), ...choices.map(({ name }) => width(name)));
  const names = Math.min(longestName, widest, size.columns - beforeName);
  const fitting = fittingColumns(choices, size.columns - beforeName - names, now);
  const titles: Line = [
    span(`${" ".repeat(beforeName)}${padEnd("SOURCE", names)}`, "dim"),
    ...fitting.flatMap((column) => aligned([span(column.title, "dim")], column)),
  ];
  const top = Math.max(0, Math.min(cursor - Math.floor(size.rows / 2), shown.length - size.rows));
  const rows = shown.slice(top, top + size.rows).map((choice, index): Line => {
    const { id, name, hasEnded } = choice;
    const isPointedAt = top + index === cursor;
    const mark = picked.has(id) ? "[x]" : "[ ]";
    const lead: Line = [
      span(isPointedAt ? "▌" : " ", "accent"),
      span(`${mark} `, picked.has(id) ? "strong" : "dim"),
      span(padEnd(name, names), isPointedAt ? "strong" : hasEnded ? "dim" : "text"),
    ];
    return lead.concat(fitting.flatMap((column) => aligned(column.cell(choice, now), column)));
  });
  const isCut = shown.length > size.rows && size.columns >= 40;
  const part = isCut ? `${top + 1}-${top + rows.length}/${shown.length}` : "";
  return { rows: isTitled ? [titles, ...rows] : rows, part };
}

function countText({ choices, picked, problem }: Picker): string {
  const running = choices.filter(({ hasEnded, isStuck }) => !hasEnded && !isStuck).length;
  const count = picked.size > 0 ? `${picked.size} selected` : `${running} running`;
  return problem === undefined ? count : `${problem} · ${count}`;
}

function footerLine(picker: Picker, columns: number): Line {
  const { choices, filter, isTyping, helpTop } = picker;
  const part = `${shownOf(picker).length} of ${choices.length}`;
  const offered = bindingsOf(picker).flatMap((binding) => binding.footer ?? []);
  const isHelp = helpTop !== undefined;
  if (isTyping && !isHelp)
    return typedLine(`/${filter}`, `${part}  ${offered.join("  ")}`, columns);
  const said = filter === "" || isHelp ? offered : [`/${filter} · ${part}`, "Esc all", ...offered];
  const fitting = said.filter(
    (_, index) => width(said.slice(0, index + 1).join("  ")) <= columns - 1,
  );
  return fitted([span(` ${fitting.join("  ")}`, "dim")], columns);
}
