import { interval } from "../../text/duration.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { footerRow } from "./footer.ts";
import { headerRow } from "./header.ts";
import { helpRows } from "../keys/help.ts";
import { kindOf } from "../keys/binding.ts";
import { betweenColumns, type Layout, type Size, smallestScreen } from "../view/layout.ts";
import { keyOf } from "../keys/table.ts";
import { block, type Line, span, wrapped } from "../lines/line.ts";
import { overviewRows } from "./overview.ts";
import { eventsPane, pane } from "../pane/pane.ts";
import { focusedWatch, type Scene, shownWatches } from "../view/scene.ts";
import { tableRows } from "./table.ts";
import { webPageRows } from "./web-page.ts";
import { layoutOf } from "../view/reconcile.ts";

/** With more panes nothing is animated: it would cost more than it says. */
const mostMoving = 4;
const tooSmall = `needs ${smallestScreen.columns}×${smallestScreen.rows}`;

/** The whole screen, in exactly the terminal's rows and columns. */
export function frame(scene: Scene): readonly Line[] {
  const { size } = scene;
  const layout = layoutOf(scene.view, scene);
  if (layout.kind === "tooSmall") return block([[span(tooSmall)]], size);
  const room = { columns: size.columns, rows: size.rows - 2 };
  return [
    headerRow(scene, layout, size.columns),
    ...middle(scene, layout, room),
    footerRow(scene, size.columns),
  ];
}

function middle(scene: Scene, layout: Exclude<Layout, { kind: "tooSmall" }>, room: Size) {
  const { mode } = scene.view;
  if (mode.kind === "help") return helpRows(mode.top, room, kindOf(scene.snapshot), scene.keys);
  if (mode.kind === "page") return webPageRows(mode.page, scene.hasLinks === true, room);
  const refusal = signInRefusal(scene);
  if (refusal !== undefined) return indented(refusal, room);
  const focused = focusedWatch(scene);
  if (!focused) {
    const isEmpty = scene.snapshot.watches.length === 0;
    return indented(isEmpty ? nothingText(scene) : nothingMatches(scene), room);
  }
  switch (layout.kind) {
    case "zoom":
      return scene.view.zoom === "events"
        ? eventsPane(focused, scene, layout.size)
        : pane(focused, scene, layout.size, "focused");
    case "panes":
      return panes(focused, scene, layout.grid);
    case "table":
      return table(focused, scene, layout);
  }
}

function nothingMatches({ snapshot, keys }: Scene): string {
  const key = keyOf("back", kindOf(snapshot), keys);
  return `Nothing matches.${key === "" ? "" : ` ${key} clears the filter.`}`;
}

function nothingText({ snapshot: { look } }: Scene): string {
  if (!look) return "Nothing is watched any more.";
  const every = interval(look.everyMs);
  return look.problem === undefined
    ? `Nothing runs now. What starts is watched: looked for every ${every}.`
    : `Cannot see what runs (${look.problem}). Tried again every ${every}.`;
}

function panes(focused: Watch, scene: Scene, grid: readonly (readonly Size[])[]): readonly Line[] {
  const watches = shownWatches(scene);
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
  focused: Watch,
  scene: Scene,
  { overviewRows: overview, table: size, detail }: Extract<Layout, { kind: "table" }>,
): readonly Line[] {
  const rows = tableRows(scene, size);
  const all = overview > 0 ? overviewRows(scene, { ...scene.size, rows: overview }) : [];
  if (!detail) return [...all, ...rows];
  const shown = pane(focused, scene, detail.size, "plain");
  const between = { columns: betweenColumns, rows: detail.size.rows };
  return detail.at === "below"
    ? [...all, ...rows, ...shown]
    : [...all, ...beside([rows, block([], between), shown])];
}

function beside(blocks: readonly (readonly Line[])[]): readonly Line[] {
  const [first = []] = blocks;
  return first.map((_, row) => blocks.flatMap((block) => block[row] ?? []));
}

/** Once every id has ended, a refused sign-in is all there is to say. */
function signInRefusal({ snapshot: { watches } }: Scene): string | undefined {
  if (watches.some(({ ending }) => !ending)) return undefined;
  const endings = watches.map(({ ending }) => ending);
  return endings.find((ending) => ending?.kind === "SIGN_IN_REFUSED")?.text;
}

function indented(text: string, size: Size): readonly Line[] {
  const lines = wrapped(text, size.columns - 2).map((line) => [span(" "), line].flat());
  return block([[], ...lines], size);
}
