import type { Step } from "../view/action.ts";
import { scrolled } from "../view/scroll.ts";
import { withoutLast } from "../view/typed-text.ts";
import { type Picker, pointedAt, shownOf } from "./picker.ts";

/** How picking ends; ids are in the order of the choices. */
export type Outcome =
  | { readonly kind: "picked"; readonly ids: readonly string[] }
  | { readonly kind: "left"; readonly by: "quit" | "interrupt" };

export type Pressed = { readonly kind: "picking"; readonly picker: Picker } | Outcome;

/** How many lines of help there are, and how many have room. */
export interface HelpRoom {
  readonly lines: number;
  readonly rows: number;
}

type Act = (picker: Picker, help: HelpRoom) => Pressed;

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
  const id = pointedAt(picker)?.id;
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
  const { choices, picked } = picker;
  if (picked.size > 0) {
    return { kind: "picked", ids: choices.map(({ id }) => id).filter((id) => picked.has(id)) };
  }
  const id = pointedAt(picker)?.id;
  return id === undefined ? picking(picker, {}) : { kind: "picked", ids: [id] };
}

/** Back to all choices, and from there out. */
function back(picker: Picker): Pressed {
  if (!picker.isTyping && picker.filter === "") return left("quit");
  const id = pointedAt(picker)?.id;
  const index = picker.choices.findIndex((choice) => choice.id === id);
  return picking(picker, { filter: "", isTyping: false, cursor: Math.max(0, index) });
}

function left(by: "quit" | "interrupt"): Pressed {
  return { kind: "left", by };
}

const helped =
  (step: Step): Act =>
  (picker, { lines, rows }) =>
    picking(picker, { helpTop: scrolled(picker.helpTop ?? 0, step, lines, rows) });

const closeHelp: Act = (picker) => picking(picker, { helpTop: undefined });

export interface PickerKey {
  readonly keys: readonly string[];
  /** A row in the help. */
  readonly help?: readonly [keys: string, text: string];
  readonly footer?: string;
  readonly act: Act;
}

/** From these tables keys are handled, offered below the list, and listed under `?`. */
export const listKeys: readonly PickerKey[] = [
  {
    keys: ["enter"],
    help: ["Enter", "watch what is selected, else the one you are at"],
    footer: "Enter watch",
    act: accepted,
  },
  { keys: ["q"], help: ["q", "quit"], footer: "q quit", act: () => left("quit") },
  {
    keys: ["?"],
    help: ["?", "this help"],
    footer: "? help",
    act: (picker) => picking(picker, { helpTop: 0 }),
  },
  {
    keys: ["space", " "],
    help: ["Space", "select the one you are at, and back"],
    footer: "Space select",
    act: turned,
  },
  {
    keys: ["a"],
    help: ["a", "select all that are shown, and back"],
    footer: "a all",
    act: allTurned,
  },
  {
    keys: ["/"],
    help: ["/", "filter by source, state, id or who started it"],
    footer: "/ filter",
    act: (picker) => picking(picker, { isTyping: true }),
  },
  { keys: ["up", "k"], help: ["↑↓ jk", "move"], footer: "↑↓ move", act: moved(-1) },
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

const helpKeys: readonly PickerKey[] = [
  { keys: ["escape", "?", "q", "enter"], footer: "Esc back", act: closeHelp },
  { keys: ["up", "k"], footer: "↑↓ move", act: helped("up") },
  { keys: ["down", "j"], act: helped("down") },
  { keys: ["pageUp"], act: helped("pageUp") },
  { keys: ["pageDown"], act: helped("pageDown") },
  { keys: ["home"], act: helped("first") },
  { keys: ["end"], act: helped("last") },
];

export const alwaysKeys: readonly PickerKey[] = [
  { keys: ["escape"], help: ["Esc", "back to all; quit"], act: back },
  { keys: ["pageUp"], help: ["PgUp PgDn", "ten rows up or down"], act: moved(-10) },
  { keys: ["pageDown"], act: moved(10) },
  {
    keys: ["home"],
    help: ["Home End", "to the first, to the last"],
    act: moved(Number.NEGATIVE_INFINITY),
  },
  { keys: ["end"], act: moved(Number.POSITIVE_INFINITY) },
  { keys: ["ctrl+c"], help: ["Ctrl-C", "leave at once"], act: () => left("interrupt") },
];

/** The keys that do something now. */
export function bindingsOf({ isTyping, helpTop }: Picker): readonly PickerKey[] {
  if (helpTop !== undefined) return [...helpKeys, ...alwaysKeys];
  return [...(isTyping ? typingKeys : listKeys), ...alwaysKeys];
}

const noHelp: HelpRoom = { lines: 0, rows: 0 };

export function pressed(picker: Picker, key: string, help: HelpRoom = noHelp): Pressed {
  const binding = bindingsOf(picker).find(({ keys }) => keys.includes(key));
  if (binding) return binding.act(picker, help);
  const isText = picker.isTyping && Array.from(key).length === 1;
  return isText ? filtered((filter) => filter + key)(picker, help) : picking(picker, {});
}
