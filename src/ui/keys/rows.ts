import type { Action, PlainAction, Step } from "../view/action.ts";
import type { KeyContext, Row } from "./binding.ts";

const everywhere = ["watch", "filter", "add", "help", "page", "start", "quit"] as const;
const typing = ["filter", "add"] as const;
const reading = ["watch", "filter", "help"] as const;
const hasSeveral = (context: KeyContext) => context.hasSeveral;
const canZoom = (context: KeyContext) => context.canZoom;

/**
 * The one table of keys: from it they are handled, offered in the footer and listed under `?`. The
 * footer offers them in this order as far as it has room, the timely ones after the first two.
 */
export const rows: readonly Row[] = [
  on(["?"], "help", { help: "these keys", footer: "help" }),
  on(["q"], "quit", {
    only: "live",
    help: "quit; asks once while something is running",
    footer: "quit",
  }),
  on(["q"], "quit", { only: "replay", help: "quit", footer: "quit" }),
  on([" ", "p"], "pause", {
    only: "replay",
    help: "pause the replay, and resume it",
    footer: ({ isPaused }) => (isPaused ? "resume" : "pause"),
  }),
  on(
    ["+"],
    { type: "speed", to: "faster" },
    {
      only: "replay",
      // Plus without Shift, on many keyboards.
      aliases: ["="],
      help: "replay faster, slower",
      helpOf: ["faster", "slower"],
      footer: "speed",
      footerOf: ["faster", "slower"],
    },
  ),
  on(["-"], { type: "speed", to: "slower" }, { only: "replay" }),
  on(["w"], "endWait", {
    only: "live",
    help: "retry now, while rate limited (429)",
    footer: "retry now",
    isOffered: ({ isWaiting }) => isWaiting,
  }),
  on(["escape"], "back", {
    modes: ["watch", "help"],
    help: "back: out of a zoom, to all ids",
    footer: "back",
    isOffered: ({ canGoBack }) => canGoBack,
  }),
  moving(["tab"], "next", ["watch"], {
    help: "next id",
    footer: "next",
    isOffered: (context) => context.hasSeveral && !context.isTable,
  }),
  moving(["shift+tab"], "previous", ["watch"], { help: "previous id" }),
  moving(["up", "k"], "up", reading, {
    help: "move",
    helpOf: ["left", "down", "up", "right"],
    footer: "move",
    footerOf: ["up", "down"],
    isOffered: (context) => context.isReading || (context.hasSeveral && context.isTable),
  }),
  moving(["down", "j"], "down", reading),
  moving(["left", "h"], "left", ["watch"]),
  moving(["right", "l"], "right", ["watch"]),
  moving(["pageUp"], "pageUp", reading, {
    help: "a page up or down",
    helpOf: ["pageUp", "pageDown"],
  }),
  moving(["pageDown"], "pageDown", reading),
  moving(["home"], "first", reading, {
    help: "to the first, to the last",
    helpOf: ["first", "last"],
  }),
  moving(["end"], "last", reading),
  on(["enter", "z"], "zoom", {
    help: "zoom to the full screen, and back",
    footer: ({ zoom, zoomsMarked }) =>
      zoomsMarked ? "zoom marked" : zoom === "pane" ? "zoom out" : "zoom",
    footerKey: "z",
    isOffered: canZoom,
  }),
  on([" ", "v"], "mark", { only: "live", help: "mark, to zoom several as panes" }),
  // Space stops a replay.
  on(["v"], "mark", { only: "replay", help: "mark, to zoom several as panes" }),
  on(["e"], "events", {
    help: "events of the focused id, and back",
    footer: ({ zoom }) => (zoom === "events" ? "close events" : "events"),
    isOffered: canZoom,
  }),
  on(["s"], "sort", {
    help: "order by problems, progress, left, rate, age...",
    footer: "sort",
    isOffered: hasSeveral,
  }),
  on(["S"], "reverse", { help: "reverse the order" }),
  on(["/"], "filter", {
    help: "filter by name, id or state, as you type",
    footer: "filter",
    isOffered: hasSeveral,
  }),
  on(["f"], "problems", {
    help: "problems only, and back",
    footer: "problems",
    isOffered: (context) => context.hasSeveral && context.hasProblems,
  }),
  on(["d"], "hideDone", {
    help: "hide what is done, and back",
    footer: "hide done",
    isOffered: (context) => context.hasSeveral && context.hasDone,
  }),
  on(["r"], "refresh", {
    only: "live",
    help: "refresh the focused id now",
    footer: "refresh",
    isOffered: ({ isFocusLive }) => isFocusLive,
  }),
  on(["p"], "pause", {
    only: "live",
    help: "pause all polling, and resume it",
    footer: ({ isPaused }) => (isPaused ? "resume" : "pause"),
    isOffered: ({ hasLive }) => hasLive,
  }),
  on(["a"], "add", { only: "live", help: "add ids", footer: "add" }),
  on(["x"], "drop", {
    only: "live",
    help: "drop the focused id: stop watching it",
    footer: "drop",
    isOffered: hasSeveral,
  }),
  on(["u"], "undo", {
    only: "live",
    help: "watch the last one dropped again",
    footer: "undo",
    isTimely: true,
    isOffered: ({ hasDropped }) => hasDropped,
  }),
  on(["m"], "seen", {
    help: "mark an ended problem as seen, and back",
    footer: ({ isFocusSeen }) => (isFocusSeen ? "new again" : "seen"),
    isTimely: true,
    isOffered: ({ isFocusProblem }) => isFocusProblem,
  }),
  on(["y"], "copy", { help: "copy the focused id (OSC 52)", footer: "copy id" }),
  on(["Y"], "copyLine", { help: "copy its whole status line" }),
  on(["o"], "open", { help: "open the source in the web UI", footer: "web UI" }),
  on(["n"], "start", {
    only: "live",
    help: "start another aggregation of the source; asks first",
    footer: "start another",
    isOffered: ({ hasFocusEnded }) => hasFocusEnded,
  }),
  on(["ctrl+z"], "suspend", { modes: everywhere, help: "suspend; fg brings it back" }),
  // A terminal in raw mode sends the key, not the signal.
  on(["ctrl+c"], "interrupt", { modes: everywhere, help: "leave at once" }),
  on(["enter"], "accept", { modes: ["filter"], footer: "keep" }),
  on(["enter"], "accept", { modes: ["add"], footer: "add" }),
  on(["escape"], "back", { modes: typing, footer: "cancel" }),
  on(["y"], "copy", { modes: ["page"], footer: "copy" }),
  on(["escape"], "back", { modes: ["page"], footer: "back" }),
  on(["y", "enter"], "confirm", { modes: ["start"] }),
  on(["n", "escape", "q"], "back", { modes: ["start"] }),
  on(["backspace"], "erase", { modes: typing }),
  on(["ctrl+u"], "eraseAll", { modes: typing }),
];

/** Keys of the ordinary mode, unless `more` names others. */
function on(keys: readonly string[], action: Action | PlainAction, more: Partial<Row>): Row {
  const whole = typeof action === "string" ? { type: action } : action;
  return { keys, modes: ["watch"], action: whole, ...more };
}

function moving(
  keys: readonly string[],
  step: Step,
  modes: Row["modes"],
  more: Partial<Row> = {},
): Row {
  return { keys, modes, action: { type: "move", step }, ...more };
}
