import { padEnd, width } from "../../text/columns.ts";
import { duration } from "../../text/duration.ts";
import { typedLine } from "../lines/typed-line.ts";
import type { Size } from "../view/layout.ts";
import { block, fitted, justified, type Line, span } from "../lines/line.ts";
import { isMatch, matchable, withoutLast } from "../view/typed-text.ts";

export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  /** It only looks as if it ran. */
  readonly isStuck?: boolean;
  /** When it started, if known; monotonic milliseconds. */
  readonly since?: number | undefined;
  /** Running or stuck when listed, and no longer. */
  readonly hasEnded?: boolean;
}

/** What has been picked so far. Immutable. */
export interface Picker {
  readonly choices: readonly Choice[];
  /** Matches names, ids and `about`; an empty text matches all. */
  readonly filter: string;
  readonly isTyping: boolean;
  /** The index among those shown. */
  readonly cursor: number;
  /** Their ids, shown or not. */
  readonly picked: ReadonlySet<string>;
  /** Why the list is not up to date, for people. */
  readonly problem?: string | undefined;
}

/** How picking ends; ids are in the order of the choices. */
export type Outcome =
  | { readonly kind: "picked"; readonly ids: readonly string[] }
  | { readonly kind: "left"; readonly by: "quit" | "interrupt" };

export type Pressed = { readonly kind: "picking"; readonly picker: Picker } | Outcome;

export function newPicker(choices: readonly Choice[]): Picker {
  return { choices, filter: "", isTyping: false, cursor: 0, picked: new Set() };
}

export function shownOf({ choices, filter }: Picker): readonly Choice[] {
  return choices.filter(({ id, name, about }) => isMatch(filter, [name, id, about].map(matchable)));
}

type Act = (picker: Picker) => Pressed;

const moved =
  (by: number): Act =>
  (picker) => {
    const last = shownOf(picker).length - 1;
    return picking(picker, { cursor: Math.max(0, Math.min(last, picker.cursor + by)) });
  };

function picking(picker: Picker, next: Partial<Picker>): Pressed {
  return { kind: "picking", picker: { ...picker, ...next } };
}

const filtered =
  (edit: (filter: string) => string): Act =>
  (picker) =>
    picking(picker, { filter: edit(picker.filter).slice(0, longestFilter), cursor: 0 });

const longestFilter = 200;

/** Picks or unpicks the choice under the cursor. */
function turned(picker: Picker): Pressed {
  const id = shownOf(picker)[picker.cursor]?.id;
  if (id === undefined) return picking(picker, {});
  const picked = new Set(picker.picked);
  if (!picked.delete(id)) picked.add(id);
  return picking(picker, { picked });
}

/** Picks all that are shown and running, or unpicks them where all are picked. */
function allTurned(picker: Picker): Pressed {
  const ids = shownOf(picker).flatMap(({ id, hasEnded }) => (hasEnded ? [] : id));
  const isAll = ids.every((id) => picker.picked.has(id));
  const others = [...picker.picked].filter((id) => !ids.includes(id));
  return picking(picker, { picked: new Set(isAll ? others : [...picker.picked, ...ids]) });
}

/** With nothing picked, the choice under the cursor is meant. */
function accepted(picker: Picker): Pressed {
  const { choices, cursor, picked } = picker;
  if (picked.size > 0) {
    return { kind: "picked", ids: choices.map(({ id }) => id).filter((id) => picked.has(id)) };
  }
  const pointedAt = shownOf(picker)[cursor]?.id;
  return pointedAt === undefined ? picking(picker, {}) : { kind: "picked", ids: [pointedAt] };
}

/** Back to all choices, and from there out. */
function back(picker: Picker): Pressed {
  if (!picker.isTyping && picker.filter === "") return left("quit");
  const id = shownOf(picker)[picker.cursor]?.id;
  const index = picker.choices.findIndex((choice) => choice.id === id);
  return picking(picker, { filter: "", isTyping: false, cursor: Math.max(0, index) });
}

function left(by: "quit" | "interrupt"): Pressed {
  return { kind: "left", by };
}

interface PickerKey {
  readonly keys: readonly string[];
  readonly footer?: string;
  readonly act: Act;
}

/** From these tables keys are handled, and offered below the list. */
const listKeys: readonly PickerKey[] = [
  { keys: ["enter"], footer: "Enter watches", act: accepted },
  { keys: ["q"], footer: "q leaves", act: () => left("quit") },
  { keys: ["space", " "], footer: "Space picks", act: turned },
  { keys: ["a"], footer: "a all", act: allTurned },
  { keys: ["/"], footer: "/ filter", act: (picker) => picking(picker, { isTyping: true }) },
  { keys: ["up", "k"], footer: "↑↓ move", act: moved(-1) },
  { keys: ["down", "j"], act: moved(1) },
];

const typingKeys: readonly PickerKey[] = [
  { keys: ["enter"], footer: "Enter keep", act: (picker) => picking(picker, { isTyping: false }) },
  { keys: ["escape"], footer: "Esc cancel", act: back },
  { keys: ["backspace"], act: filtered(withoutLast) },
  { keys: ["ctrl+u"], act: filtered(() => "") },
  { keys: ["up"], act: moved(-1) },
  { keys: ["down"], act: moved(1) },
];

const alwaysKeys: readonly PickerKey[] = [
  { keys: ["escape"], act: back },
  { keys: ["pageUp"], act: moved(-10) },
  { keys: ["pageDown"], act: moved(10) },
  { keys: ["home"], act: moved(Number.NEGATIVE_INFINITY) },
  { keys: ["end"], act: moved(Number.POSITIVE_INFINITY) },
  { keys: ["ctrl+c"], act: () => left("interrupt") },
];

function bindingsOf({ isTyping }: Picker): readonly PickerKey[] {
  return [...(isTyping ? typingKeys : listKeys), ...alwaysKeys];
}

export function pressed(picker: Picker, key: string): Pressed {
  const binding = bindingsOf(picker).find(({ keys }) => keys.includes(key));
  if (binding) return binding.act(picker);
  const isText = picker.isTyping && Array.from(key).length === 1;
  return isText ? filtered((filter) => filter + key)(picker) : picking(picker, {});
}

/** The list, in exactly `size`, with a title above and the keys below; `now` is monotonic. */
export function pickerRows(
  picker: Picker,
  title: string,
  size: Size,
  now: number,
): readonly Line[] {
  const { choices, cursor, picked } = picker;
  const shown = shownOf(picker);
  const room = Math.max(1, size.rows - 2);
  const top = Math.max(0, Math.min(cursor - Math.floor(room / 2), shown.length - room));
  // Of all, so that names do not move while the filter is typed.
  const names = Math.max(...choices.map(({ name }) => width(name)));
  const rows = shown.slice(top, top + room).map((choice, index): Line => {
    const { id, name } = choice;
    const isPointedAt = top + index === cursor;
    const mark = picked.has(id) ? "[x]" : "[ ]";
    return [
      span(isPointedAt ? "▌" : " ", "accent"),
      span(`${mark} `, picked.has(id) ? "strong" : "text"),
      span(padEnd(name, names), isPointedAt ? "strong" : "text"),
      span(`  ${aboutText(choice, now)}`, "dim"),
    ];
  });
  const isCut = shown.length > room && size.columns >= 40;
  const part = isCut ? `${top + 1}-${top + rows.length}/${shown.length} · ` : "";
  const count = part + countText(picker);
  return [
    justified([span(` ${title}`, "strong")], [span(`${count} `, "dim")], size.columns),
    ...block(rows, { columns: size.columns, rows: room }),
    footerLine(picker, size.columns),
  ].slice(0, size.rows);
}

function aboutText({ about, since, isStuck, hasEnded }: Choice, now: number): string {
  const running = since === undefined ? "" : `for ${duration(now - since)}`;
  const ended = isStuck ? "no longer pending" : "no longer running";
  return [hasEnded ? ended : running, about].filter(Boolean).join(" · ");
}

function countText({ choices, picked, problem }: Picker): string {
  const running = choices.filter(({ hasEnded, isStuck }) => !hasEnded && !isStuck).length;
  const count = picked.size > 0 ? `${picked.size} picked` : `${running} running`;
  return problem === undefined ? count : `${problem} · ${count}`;
}

function footerLine(picker: Picker, columns: number): Line {
  const { choices, filter, isTyping } = picker;
  const part = `${shownOf(picker).length} of ${choices.length}`;
  const offered = bindingsOf(picker).flatMap((binding) => binding.footer ?? []);
  if (isTyping) return typedLine(`/${filter}`, `${part}  ${offered.join("  ")}`, columns);
  const said = filter === "" ? offered : [`/${filter} · ${part}`, "Esc all", ...offered];
  const fitting = said.filter(
    (_, index) => width(said.slice(0, index + 1).join("  ")) <= columns - 1,
  );
  return fitted([span(` ${fitting.join("  ")}`, "dim")], columns);
}
