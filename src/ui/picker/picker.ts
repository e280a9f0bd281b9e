import { padEnd, width } from "../../text/columns.ts";
import type { Size } from "../layout.ts";
import { fitted, justified, type Line, span } from "../line.ts";

/** Something to pick. */
export interface Choice {
  readonly id: string;
  /** What it is called. */
  readonly name: string;
  /** What else there is to know of it. */
  readonly about: string;
}

/** What has been picked so far. Immutable. */
export interface Picker {
  readonly choices: readonly Choice[];
  readonly cursor: number;
  readonly picked: ReadonlySet<string>;
}

/** What a key comes to: another picker, or an end of it. */
export type Pressed =
  | { readonly kind: "picking"; readonly picker: Picker }
  | { readonly kind: "picked"; readonly ids: readonly string[] }
  | { readonly kind: "left"; readonly by: "quit" | "interrupt" };

/** Nothing is picked, and the first choice is pointed at. */
export function newPicker(choices: readonly Choice[]): Picker {
  return { choices, cursor: 0, picked: new Set() };
}

type Act = (picker: Picker) => Pressed;

const moved =
  (by: number): Act =>
  (picker) => {
    const cursor = Math.max(0, Math.min(picker.choices.length - 1, picker.cursor + by));
    return { kind: "picking", picker: { ...picker, cursor } };
  };

/** One key turns the choice pointed at; all of them, where not all are picked yet. */
function turned(picker: Picker): Pressed {
  const id = picker.choices[picker.cursor]?.id ?? "";
  const picked = new Set(picker.picked);
  if (!picked.delete(id)) picked.add(id);
  return { kind: "picking", picker: { ...picker, picked } };
}

function allTurned(picker: Picker): Pressed {
  const ids = picker.choices.map((choice) => choice.id);
  const isAll = ids.every((id) => picker.picked.has(id));
  return { kind: "picking", picker: { ...picker, picked: new Set(isAll ? [] : ids) } };
}

/** Without anything picked, what is pointed at is meant. */
function accepted({ choices, cursor, picked }: Picker): Pressed {
  const ids = choices.map(({ id }) => id).filter((id) => picked.has(id));
  const pointedAt = choices[cursor]?.id;
  return { kind: "picked", ids: ids.length > 0 || !pointedAt ? ids : [pointedAt] };
}

/** The one table of keys: from it they are handled and offered below the list. */
const bindings: readonly {
  readonly keys: readonly string[];
  readonly footer?: string;
  readonly act: Act;
}[] = [
  { keys: ["enter"], footer: "Enter watches", act: accepted },
  { keys: ["q", "escape"], footer: "q leaves", act: () => ({ kind: "left", by: "quit" }) },
  { keys: ["space", " "], footer: "Space picks", act: turned },
  { keys: ["a"], footer: "a all", act: allTurned },
  { keys: ["up", "k"], footer: "↑↓ move", act: moved(-1) },
  { keys: ["down", "j"], act: moved(1) },
  { keys: ["pageUp"], act: moved(-10) },
  { keys: ["pageDown"], act: moved(10) },
  { keys: ["home"], act: moved(Number.NEGATIVE_INFINITY) },
  { keys: ["end"], act: moved(Number.POSITIVE_INFINITY) },
  { keys: ["ctrl+c"], act: () => ({ kind: "left", by: "interrupt" }) },
];

/** What a key does; one that does nothing leaves all as it is. */
export function pressed(picker: Picker, key: string): Pressed {
  const binding = bindings.find(({ keys }) => keys.includes(key));
  return binding ? binding.act(picker) : { kind: "picking", picker };
}

/**
 * The list, with a title above and the keys below.
 *
 * @param title what it is a list of
 * @returns exactly `size.rows` lines of exactly `size.columns`
 */
export function pickerRows(picker: Picker, title: string, size: Size): readonly Line[] {
  const { choices, cursor, picked } = picker;
  const room = Math.max(1, size.rows - 2);
  const top = Math.max(0, Math.min(cursor - Math.floor(room / 2), choices.length - room));
  const shown = choices.slice(top, top + room);
  const names = Math.max(...choices.map(({ name }) => width(name)));
  const rows = shown.map(({ id, name, about }, index): Line => {
    const isPointedAt = top + index === cursor;
    const mark = picked.has(id) ? "[x]" : "[ ]";
    return [
      span(isPointedAt ? "▌" : " ", "accent"),
      span(`${mark} `, picked.has(id) ? "ok" : "dim"),
      span(padEnd(name, names), isPointedAt ? "accent" : "text"),
      span(`  ${about}`, "dim"),
    ];
  });
  const count = picked.size > 0 ? `${picked.size} picked ` : `${choices.length} running `;
  const blanks = Array.from({ length: Math.max(0, room - rows.length) }, () => []);
  return [
    justified([span(` ${title}`, "strong")], [span(count, "dim")], size.columns),
    ...[...rows, ...blanks].map((line) => fitted(line, size.columns)),
    fitted([span(` ${footer(size.columns - 1)}`, "dim")], size.columns),
  ].slice(0, size.rows);
}

function footer(columns: number): string {
  const offered = bindings.flatMap((binding) => binding.footer ?? []);
  const fitting = offered.filter(
    (_, index) => width(offered.slice(0, index + 1).join("  ")) <= columns,
  );
  return fitting.join("  ");
}
