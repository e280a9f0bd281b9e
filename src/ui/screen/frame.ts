import { interval } from "../../text/duration.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { footerRow } from "./footer.ts";
import { headerRow } from "./header.ts";
import { helpRows } from "../keys/help.ts";
import { kindOf } from "../keys/binding.ts";
import { type Layout, type Size, smallestScreen } from "../view/layout.ts";
import { fitted, type Line, span, wrapped } from "../lines/line.ts";
import { overviewRows } from "./overview.ts";
import { eventsPane, pane } from "../pane/pane.ts";
import { type Scene, shownWatches } from "../view/scene.ts";
import { tableRows } from "./table.ts";
import { layoutOf } from "../view/reconcile.ts";
import { focusOf } from "../view/view.ts";

/** With more panes than that nothing wanders: it would cost more than it says. */
const mostMoving = 4;
const tooSmall = `needs ${smallestScreen.columns}×${smallestScreen.rows}`;

/** The whole screen: exactly as many rows as the terminal has, each of exactly its columns. */
export function frame(scene: Scene): readonly Line[] {
  const { size } = scene;
  const layout = layoutOf(scene.view, scene);
  if (layout.kind === "tooSmall") return onlyText([[span(tooSmall)]], size);
  const room = { columns: size.columns, rows: size.rows - 2 };
  return [
    headerRow(scene, layout, size.columns),
    ...middle(scene, layout, room),
    footerRow(scene, size.columns),
  ];
}

function middle(scene: Scene, layout: Exclude<Layout, { kind: "tooSmall" }>, room: Size) {
  const { mode } = scene.view;
  if (mode.kind === "help") return helpRows(mode.top, room, kindOf(scene.snapshot));
  const refusal = signInRefusal(scene);
  if (refusal !== undefined) {
    return onlyText([[], ...indented(refusal, room.columns)], room);
  }
  const watches = shownWatches(scene);
  if (watches.length === 0) {
    const none =
      scene.snapshot.watches.length === 0
        ? nothingText(scene)
        : "No id is like that. Esc shows all.";
    return onlyText([[], ...indented(none, room.columns)], room);
  }
  const focused = watches.find(({ id }) => id === focusOf(scene.view)) ?? watches[0];
  switch (layout.kind) {
    case "zoom":
      if (!focused) return onlyText([], room);
      return scene.view.zoom === "events"
        ? eventsPane(focused, scene, layout.size)
        : pane(focused, scene, layout.size, "focused");
    case "panes":
      return panes(watches, focused, scene, layout.grid);
    case "table":
      return table(focused, scene, layout);
  }
}

/** Why there is nothing to see, and what goes on. */
function nothingText({ snapshot: { look } }: Scene): string {
  if (!look) return "Nothing is watched any more.";
  const every = interval(look.everyMs);
  return look.problem === undefined
    ? `Nothing runs now. What starts is watched: looked for every ${every}.`
    : `Cannot see what runs (${look.problem}). Tried again every ${every}.`;
}

function panes(
  watches: readonly Watch[],
  focused: Watch | undefined,
  scene: Scene,
  grid: readonly (readonly Size[])[],
): readonly Line[] {
  const still = watches.length > mostMoving ? { ...scene, step: 0 } : scene;
  let shown = 0;
  return grid.flatMap((sizes) => {
    const row = sizes.flatMap((size) => {
      const watch = watches[shown];
      shown += 1;
      const border = watch === focused && scene.hasKeyboard ? "focused" : "plain";
      return watch ? [pane(watch, still, size, border)] : [];
    });
    return beside(row);
  });
}

function table(
  focused: Watch | undefined,
  scene: Scene,
  { overviewRows: overview, table: size, detail }: Extract<Layout, { kind: "table" }>,
): readonly Line[] {
  const rows = tableRows(scene, size);
  const all = overview > 0 ? overviewRows(scene, scene.size.columns) : [];
  if (!detail || !focused) return [...all, ...rows];
  const shown = pane(focused, scene, detail.size, "plain");
  return detail.at === "below" ? [...all, ...rows, ...shown] : [...all, ...beside([rows, shown])];
}

/** Blocks of the same number of rows, side by side. */
function beside(blocks: readonly (readonly Line[])[]): readonly Line[] {
  const [first = []] = blocks;
  return first.map((_, row) => blocks.flatMap((block) => block[row] ?? []));
}

/** Where no id of the client can be asked any more, that is all there is to say. */
function signInRefusal({ snapshot }: Scene): string | undefined {
  if (snapshot.watches.length === 0 || snapshot.watches.some(({ ending }) => !ending)) {
    return undefined;
  }
  const ending = snapshot.watches
    .map((watch) => watch.ending)
    .find((one) => one?.kind === "SIGN_IN_REFUSED");
  return ending?.kind === "SIGN_IN_REFUSED" ? ending.text : undefined;
}

function indented(text: string, columns: number): readonly Line[] {
  return wrapped(text, columns - 2).map((line) => [span(" "), line].flat());
}

function onlyText(lines: readonly Line[], size: Size): readonly Line[] {
  return Array.from({ length: size.rows }, (_, row) => fitted(lines[row] ?? [], size.columns));
}
