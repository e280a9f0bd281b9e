import type { Action, PlainAction, Step } from "../view/action.ts";
import type { Mode } from "../view/view.ts";
import type { Binding, KeyContext, Kind } from "./binding.ts";

const everywhere = ["watch", "filter", "add", "help", "page", "quit"] as const;
const typing = ["filter", "add"] as const;
const hasSeveral = (context: KeyContext) => context.hasSeveral;
const canZoom = (context: KeyContext) => context.canZoom;

/**
 * The one table of keys: from it they are handled, offered in the footer and listed under `?`. The
 * footer offers them in this order as far as it has room, the timely ones after the first two.
 */
const bindings: readonly Binding[] = [
  on(["?"], "help", { help: ["?", "these keys"], footer: "? help" }),
  on(["q"], "quit", {
    only: "live",
    help: ["q", "quit; asks once if something still runs"],
    footer: "q quit",
  }),
  on(["q"], "quit", { only: "replay", help: ["q", "quit"], footer: "q quit" }),
  on([" ", "p"], "pause", {
    only: "replay",
    help: ["Space p", "stop the replay, and go on"],
    footer: ({ isPaused }) => (isPaused ? "Space go on" : "Space pause"),
  }),
  on(
    ["+", "="],
    { type: "speed", to: "faster" },
    { only: "replay", help: ["+ -", "replay faster, slower"], footer: "+ - speed" },
  ),
  on(["-"], { type: "speed", to: "slower" }, { only: "replay" }),
  on(["w"], "endWait", {
    only: "live",
    help: ["w", "end the wait, while a 429 makes everything wait"],
    footer: "w end the wait",
    isOffered: ({ isWaiting }) => isWaiting,
  }),
  on(["escape"], "back", {
    modes: ["watch", "help"],
    help: ["Esc", "back: out of a zoom, to all ids"],
    footer: "Esc back",
    isOffered: ({ canGoBack }) => canGoBack,
  }),
  moving(["tab"], "next", ["watch"], {
    help: ["Tab", "next id"],
    footer: "Tab next",
    isOffered: (context) => context.hasSeveral && !context.isTable,
  }),
  moving(["shift+tab"], "previous", ["watch"], { help: ["Shift-Tab", "previous id"] }),
  moving(["up"], "up", ["watch", "filter", "help"], {
    help: ["↑↓←→ hjkl", "move"],
    footer: "↑↓ move",
    isOffered: (context) => context.isReading || (context.hasSeveral && context.isTable),
  }),
  moving(["k"], "up", ["watch", "help"]),
  moving(["down"], "down", ["watch", "filter", "help"]),
  moving(["j"], "down", ["watch", "help"]),
  moving(["left", "h"], "left", ["watch"]),
  moving(["right", "l"], "right", ["watch"]),
  moving(["pageUp"], "pageUp", ["watch", "filter", "help"], {
    help: ["PgUp PgDn", "a page up or down"],
  }),
  moving(["pageDown"], "pageDown", ["watch", "filter", "help"]),
  moving(["home"], "first", ["watch", "filter", "help"], {
    help: ["Home End", "to the first, to the last"],
  }),
  moving(["end"], "last", ["watch", "filter", "help"]),
  on(["enter", "z"], "zoom", {
    help: ["Enter z", "zoom to the full screen, and back"],
    footer: ({ zoom }) => (zoom === "pane" ? "z unzoom" : "z zoom"),
    isOffered: canZoom,
  }),
  on(["e"], "events", {
    help: ["e", "events of the focused id, and back"],
    footer: ({ zoom }) => (zoom === "events" ? "e no events" : "e events"),
    isOffered: canZoom,
  }),
  on(["s"], "sort", {
    help: ["s", "order by problems, progress, left, rate, age..."],
    footer: "s sort",
    isOffered: hasSeveral,
  }),
  on(["S"], "reverse", { help: ["S", "reverse the order"] }),
  on(["/"], "filter", {
    help: ["/", "filter by name, id or state, as you type"],
    footer: "/ filter",
    isOffered: hasSeveral,
  }),
  on(["f"], "problems", {
    help: ["f", "problems only, and back"],
    footer: "f problems",
    isOffered: (context) => context.hasSeveral && context.hasProblems,
  }),
  on(["d"], "hideDone", {
    help: ["d", "hide what is done, and back"],
    footer: "d hide done",
    isOffered: (context) => context.hasSeveral && context.hasDone,
  }),
  on(["r"], "refresh", {
    only: "live",
    help: ["r", "ask the focused id now"],
    footer: "r ask now",
    isOffered: ({ isFocusLive }) => isFocusLive,
  }),
  on(["p"], "pause", {
    only: "live",
    help: ["p", "pause all polling, and go on"],
    footer: ({ isPaused }) => (isPaused ? "p go on" : "p pause"),
    isOffered: ({ hasLive }) => hasLive,
  }),
  on(["a"], "add", { only: "live", help: ["a", "add ids"], footer: "a add" }),
  on(["x"], "drop", {
    only: "live",
    help: ["x", "drop the focused id: watched no more"],
    footer: "x drop",
    isOffered: hasSeveral,
  }),
  on(["u"], "undo", {
    only: "live",
    help: ["u", "undo x: watch the last one dropped again"],
    footer: "u undo",
    isTimely: true,
    isOffered: ({ hasDropped }) => hasDropped,
  }),
  on(["m"], "seen", {
    help: ["m", "mark an ended problem as seen, and back"],
    footer: ({ isFocusSeen }) => (isFocusSeen ? "m new again" : "m seen"),
    isTimely: true,
    isOffered: ({ isFocusProblem }) => isFocusProblem,
  }),
  on(["y"], "copy", { help: ["y", "copy the focused id (OSC 52)"], footer: "y copy id" }),
  on(["Y"], "copyLine", { help: ["Y", "copy its whole status line"] }),
  on(["o"], "open", { help: ["o", "open the source in the web UI"], footer: "o web UI" }),
  on(["y"], "copy", { modes: ["page"], footer: "y copy" }),
  on(["ctrl+z"], "suspend", { modes: everywhere, help: ["Ctrl-Z", "suspend; fg brings it back"] }),
  // A terminal in raw mode sends the key, not the signal.
  on(["ctrl+c"], "interrupt", { modes: everywhere, help: ["Ctrl-C", "leave at once"] }),
  on(["q", "?", "enter"], "back", { modes: ["help"] }),
  on(["enter"], "accept", { modes: ["filter"], footer: "Enter keep" }),
  on(["enter"], "accept", { modes: ["add"], footer: "Enter add" }),
  on(["escape"], "back", { modes: typing, footer: "Esc cancel" }),
  on(["escape"], "back", { modes: ["page"], footer: "Esc back" }),
  on(["backspace"], "erase", { modes: typing }),
  on(["ctrl+u"], "eraseAll", { modes: typing }),
  on(["q", "y"], "leave", { modes: ["quit"] }),
];

/** Keys of the ordinary mode, unless `more` names others. */
function on(
  keys: readonly string[],
  action: Action | PlainAction,
  more: Partial<Binding>,
): Binding {
  const whole = typeof action === "string" ? { type: action } : action;
  return { keys, modes: ["watch"], action: whole, ...more };
}

function moving(
  keys: readonly string[],
  step: Step,
  modes: Binding["modes"],
  more: Partial<Binding> = {},
): Binding {
  return { keys, modes, action: { type: "move", step }, ...more };
}

export function bindingsFor(kind: Kind): readonly Binding[] {
  return bindings.filter(({ only = kind }) => only === kind);
}

/** What a key, by its name of `keyNames`, does in a mode; undefined for one that does nothing. */
export function actionOf(
  name: string,
  mode: Mode["kind"],
  kind: Kind = "live",
): Action | undefined {
  const binding = bindingsFor(kind).find(
    ({ keys, modes }) => modes.includes(mode) && keys.includes(name),
  );
  if (binding) return binding.action;
  // Asked whether to leave, any other key means stay; an address is shown until a key.
  if (mode === "quit" || mode === "page") return { type: "back" };
  const isText = mode === "filter" || mode === "add";
  return isText && Array.from(name).length === 1 ? { type: "text", text: name } : undefined;
}
