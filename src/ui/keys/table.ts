import type { Action } from "../view/action.ts";
import type { Mode } from "../view/view.ts";
import {
  type Binding,
  inModes,
  type Kind,
  live,
  moving,
  type KeyContext,
  replay,
  watching,
} from "./binding.ts";

const hasSeveral = (context: KeyContext) => context.hasSeveral;
const canZoom = (context: KeyContext) => context.canZoom;
const everywhere = ["watch", "filter", "add", "help", "quit"] as const;

/**
 * The one table of keys: from it they are handled, offered in the footer and listed under `?`. The
 * footer offers them in this order, as far as it has room.
 */
const bindings: readonly Binding[] = [
  watching(["?"], { type: "help" }, ["?", "these keys"], "? help"),
  live(
    watching(["q"], { type: "quit" }, ["q", "quit; asks once if something still runs"], "q quit"),
  ),
  replay(watching(["q"], { type: "quit" }, ["q", "quit"], "q quit")),
  replay(
    watching(
      [" ", "p"],
      { type: "pause" },
      ["Space p", "stop the replay, and go on"],
      ({ isPaused }) => (isPaused ? "Space go on" : "Space pause"),
    ),
  ),
  replay(
    watching(
      ["+", "="],
      { type: "speed", to: "faster" },
      ["+ -", "replay faster, slower"],
      "+ - speed",
    ),
  ),
  replay(inModes(["watch"], ["-"], { type: "speed", to: "slower" })),
  live(
    watching(
      ["w"],
      { type: "endWait" },
      ["w", "end the wait, while a 429 makes everything wait"],
      "w end the wait",
      ({ isWaiting }) => isWaiting,
    ),
  ),
  inModes(
    ["watch", "help"],
    ["escape"],
    { type: "back" },
    ["Esc", "back: out of a zoom, to all ids"],
    "Esc back",
    ({ canGoBack }) => canGoBack,
  ),
  watching(
    ["tab"],
    { type: "move", step: "next" },
    ["Tab", "next id"],
    "Tab next",
    (context) => context.hasSeveral && !context.isTable,
  ),
  watching(["shift+tab"], { type: "move", step: "previous" }, ["Shift-Tab", "previous id"]),
  moving(["up"], "up", ["↑↓←→ hjkl", "move"], {
    footer: "↑↓ move",
    isOffered: (context) => context.isReading || (context.hasSeveral && context.isTable),
  }),
  moving(["k"], "up"),
  moving(["down"], "down"),
  moving(["j"], "down"),
  inModes(["watch"], ["left", "h"], { type: "move", step: "left" }),
  inModes(["watch"], ["right", "l"], { type: "move", step: "right" }),
  moving(["pageUp"], "pageUp", ["PgUp PgDn", "a page up or down"]),
  moving(["pageDown"], "pageDown"),
  moving(["home"], "first", ["Home End", "to the first, to the last"]),
  moving(["end"], "last"),
  watching(
    ["enter", "z"],
    { type: "zoom" },
    ["Enter z", "zoom to the full screen, and back"],
    ({ zoom }) => (zoom === "pane" ? "z unzoom" : "z zoom"),
    canZoom,
  ),
  watching(
    ["e"],
    { type: "events" },
    ["e", "events of the focused id, and back"],
    ({ zoom }) => (zoom === "events" ? "e no events" : "e events"),
    canZoom,
  ),
  watching(
    ["s"],
    { type: "sort" },
    ["s", "order: problems, progress, left, name, given"],
    "s sort",
    hasSeveral,
  ),
  watching(
    ["/"],
    { type: "filter" },
    ["/", "filter by name, id or state, as you type"],
    "/ filter",
    hasSeveral,
  ),
  watching(
    ["f"],
    { type: "problems" },
    ["f", "problems only, and back"],
    "f problems",
    (context) => context.hasSeveral && context.hasProblems,
  ),
  watching(
    ["d"],
    { type: "hideDone" },
    ["d", "hide what is done, and back"],
    "d hide done",
    (context) => context.hasSeveral && context.hasDone,
  ),
  live(
    watching(
      ["r"],
      { type: "refresh" },
      ["r", "ask the focused id now"],
      "r ask now",
      ({ isFocusLive }) => isFocusLive,
    ),
  ),
  live(
    watching(
      ["p"],
      { type: "pause" },
      ["p", "pause all polling, and go on"],
      ({ isPaused }) => (isPaused ? "p go on" : "p pause"),
      ({ hasLive }) => hasLive,
    ),
  ),
  live(watching(["a"], { type: "add" }, ["a", "add ids"], "a add")),
  live(
    watching(
      ["x"],
      { type: "drop" },
      ["x", "drop the focused id: watched no more"],
      "x drop",
      hasSeveral,
    ),
  ),
  watching(["y"], { type: "copy" }, ["y", "copy the focused id (OSC 52)"], "y copy id"),
  inModes(everywhere, ["ctrl+z"], { type: "suspend" }, ["Ctrl-Z", "suspend; fg brings it back"]),
  // A terminal in raw mode sends the key, not the signal.
  inModes(everywhere, ["ctrl+c"], { type: "interrupt" }, ["Ctrl-C", "leave at once"]),
  inModes(["help"], ["q", "?", "enter"], { type: "back" }),
  inModes(["filter"], ["enter"], { type: "accept" }, undefined, "Enter keep"),
  inModes(["add"], ["enter"], { type: "accept" }, undefined, "Enter add"),
  inModes(["filter", "add"], ["escape"], { type: "back" }, undefined, "Esc cancel"),
  inModes(["filter", "add"], ["backspace"], { type: "erase" }),
  inModes(["filter", "add"], ["ctrl+u"], { type: "eraseAll" }),
  inModes(["quit"], ["q", "y"], { type: "leave" }),
];

/** Those that are there for what is on the screen. */
export function bindingsFor(kind: Kind): readonly Binding[] {
  return bindings.filter(({ only = kind }) => only === kind);
}

/**
 * What a key does in a mode.
 *
 * @param name as `keyNames` names it
 * @returns undefined for one that does nothing
 */
export function actionOf(
  name: string,
  mode: Mode["kind"],
  kind: Kind = "live",
): Action | undefined {
  const binding = bindingsFor(kind).find(
    ({ keys, modes }) => modes.includes(mode) && keys.includes(name),
  );
  if (binding) return binding.action;
  // Whoever is asked whether to leave and does anything else stays.
  if (mode === "quit") return { type: "back" };
  const isText = mode === "filter" || mode === "add";
  return isText && Array.from(name).length === 1 ? { type: "text", text: name } : undefined;
}
