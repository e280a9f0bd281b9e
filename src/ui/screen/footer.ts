import { cutEnd, width } from "../../text/columns.ts";
import { unfinishedLine } from "../../wording/outcome-line.ts";
import { remembered } from "../../system/remembered.ts";
import { lookOf } from "../../wording/states.ts";
import { type Group, isEndedProblem } from "../../watch/model/condition.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import { isPaused, longestWait } from "../../watch/model/snapshot.ts";
import { kindOf, type KeyContext } from "../keys/binding.ts";
import { helpLines } from "../keys/help.ts";
import { pagePosition } from "../keys/help-page.ts";
import { bindingsFor, keyOf } from "../keys/table.ts";
import { canZoom, tableCapacity } from "../view/layout.ts";
import { typedLine } from "../lines/typed-line.ts";
import { fitted, type Line, span } from "../lines/line.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { focusedWatch, type Scene } from "../view/scene.ts";
import { zoomsMarked } from "../view/marks.ts";
import { layoutOf } from "../view/reconcile.ts";
import { fittedStartQuestion } from "../view/start-question.ts";

/** The last row: a question to the user, or what the keys do now. */
export function footerRow(scene: Scene, columns: number): Line {
  if (!scene.hasKeyboard) return fitted([span(" Ctrl-C quits", "dim")], columns);
  const { view } = scene;
  const { mode } = view;
  const keys = offeredKeys(scene);
  switch (mode.kind) {
    case "quit":
      return fitted(quitLine(scene, columns), columns);
    case "start":
      return fitted(
        [span(` ${fittedStartQuestion(mode.question, columns - 1)}`, "strong")],
        columns,
      );
    case "filter":
      return typedLine(`/${view.filter}`, [choiceText(scene, false), ...keys].join("  "), columns);
    case "add":
      return mode.problem === undefined
        ? typedLine(`add: ${mode.text}`, keys.join("  "), columns)
        : fitted([span(" "), span(mode.problem, "strong")], columns);
    case "help":
    case "page":
    case "watch":
      return watchLine(scene, keys, columns);
  }
}

/** What is chosen or was just done, then the keys that have room: help and quit at least. */
function watchLine(scene: Scene, keys: readonly string[], columns: number): Line {
  const { view } = scene;
  const least = keys.slice(0, 2).join("  ");
  const room = columns - width(least) - 4;
  const wanted = view.notice ?? (positionInHelp(scene) || choiceText(scene, true));
  const lead = cutEnd(wanted, view.notice === undefined && width(wanted) > room ? 0 : room);
  const start = lead === "" ? " " : ` ${lead}  `;
  const fitting = keys.filter(
    (_, index) => width(start + keys.slice(0, index + 1).join("  ")) <= columns,
  );
  const role = view.notice === undefined ? "text" : "strong";
  return fitted([span(start, role), span(fitting.join("  "), "dim")], columns);
}

/** Which rows of the help are shown, where it is open and longer than the screen. */
function positionInHelp({ view, size, snapshot, keys }: Scene): string {
  const { mode } = view;
  if (mode.kind !== "help") return "";
  const lines = helpLines(size.columns, kindOf(snapshot), keys);
  return pagePosition(lines, mode.top, size.rows - 2);
}

function quitLine({ snapshot, keys }: Scene, columns: number): Line {
  const { watches } = snapshot;
  const key = keyOf("quit", "live", keys);
  const live = watches.filter(({ ending }) => !ending).length;
  const unfinished = unfinishedLine(watches);
  const texts = [
    `${unfinished}. Press ${key} again to quit, any other key to stay`,
    `${unfinished}. ${key} quits, other keys stay`,
    `${live} unfinished. ${key} quits, other keys stay`,
    `${key} quits (${live} unfinished)`,
  ];
  const text = texts.find((one) => width(one) + 1 <= columns) ?? `${key} quits?`;
  return [span(` ${text}`, "strong")];
}

/** Which of all ids are shown, where that is not all of them. */
function choiceText(scene: Scene, withFilter: boolean): string {
  const { view } = scene;
  const { filter, isProblemsOnly, isDoneHidden, isMarkedOnly, marks, order, top } = view;
  const total = scene.snapshot.watches.length;
  const choices = [
    withFilter && filter !== "" && `/${filter}`,
    isProblemsOnly && "problems only",
    isDoneHidden && "done hidden",
    marks.size > 0 && `${marks.size} marked`,
  ];
  const reasons = (isMarkedOnly ? ["marked only"] : choices).filter(Boolean);
  const layout = layoutOf(view, scene);
  const capacity = layout.kind === "table" ? tableCapacity(layout.table) : order.length;
  const isCut = capacity < order.length;
  const rows = isCut ? `${top + 1}-${Math.min(order.length, top + capacity)}/${order.length}` : "";
  const part = order.length < total || !withFilter ? `${order.length} of ${total}` : "";
  return [reasons.join(", "), part, rows].filter(Boolean).join(" · ");
}

function offeredKeys(scene: Scene): readonly string[] {
  const context = keyContextOf(scene);
  const offered = bindingsFor(kindOf(scene.snapshot), scene.keys).flatMap((binding) => {
    const { footer, modes, isOffered, isTimely = false } = binding;
    if (footer === undefined || !modes.includes(scene.view.mode.kind)) return [];
    if (isOffered && !isOffered(context)) return [];
    return [{ text: typeof footer === "string" ? footer : footer(context), isTimely }];
  });
  const [first, others] = [offered.slice(0, 2), offered.slice(2)];
  const timely = others.filter((one) => one.isTimely);
  const rest = others.filter((one) => !one.isTimely);
  return [...first, ...timely, ...rest].map(({ text }) => text);
}

const groupsOf: (watches: readonly Watch[]) => ReadonlySet<Group> = remembered(
  (watches) => new Set(watches.map((watch) => lookOf(watch).group)),
);

function keyContextOf(scene: Scene): KeyContext {
  const { snapshot, now, view, size } = scene;
  const { watches } = snapshot;
  const groups = groupsOf(watches);
  const hasLive = watches.some(({ ending }) => !ending);
  const focused = focusedWatch(scene);
  return {
    hasSeveral: watches.length > 1,
    hasProblems: groups.has("problem"),
    hasDone: groups.has("done"),
    isTable: layoutOf(view, scene).kind === "table",
    hasLive,
    isReading: view.mode.kind === "help",
    isPaused: isPaused(snapshot),
    isWaiting: hasLive && longestWait(snapshot, now.elapsed) !== undefined,
    zoom: canZoom(size) ? view.zoom : "none",
    canZoom: canZoom(size) && view.order.length > 0,
    zoomsMarked: zoomsMarked(view),
    isFocusLive: focused !== undefined && !knownEnding(focused),
    hasFocusEnded: focused !== undefined && knownEnding(focused) !== undefined,
    isFocusProblem: focused !== undefined && isEndedProblem(focused),
    isFocusSeen: focused !== undefined && view.seenProblems.has(focused.id),
    hasDropped: view.dropped.length > 0,
    canGoBack:
      view.mode.kind === "help" ||
      (view.zoom !== "none" && canZoom(size)) ||
      view.isMarkedOnly ||
      view.marks.size > 0 ||
      view.filter !== "" ||
      view.isProblemsOnly ||
      view.isDoneHidden,
  };
}
