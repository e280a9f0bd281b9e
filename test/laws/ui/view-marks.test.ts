import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Action } from "../../../src/ui/view/action.ts";
import { actionOf } from "../../../src/ui/keys/table.ts";
import { frame } from "../../../src/ui/screen/frame.ts";
import { lineWidth } from "../../../src/ui/lines/line.ts";
import { layoutOf, reconciled } from "../../../src/ui/view/reconcile.ts";
import { reduce } from "../../../src/ui/view/reduce.ts";
import { focusOf, type View } from "../../../src/ui/view/view.ts";
import { newWatch, type Watch } from "../../../src/watch/model/watch.ts";
import { gallery } from "../../screens/gallery.ts";
import { sceneOf, type SceneOptions } from "../../screens/scene-of.ts";

const { processing, completed, stalled, collecting, terminated } = gallery;
const some = [processing, completed, stalled, collecting];
const low: SceneOptions = { size: { columns: 80, rows: 12 } };

const mark: Action = { type: "mark" };
const zoom: Action = { type: "zoom" };
const back: Action = { type: "back" };
const down: Action = { type: "move", step: "down" };

/** The view after these actions, one after the other. */
function after(
  actions: readonly Action[],
  watches: readonly Watch[] = some,
  options: SceneOptions = low,
): View {
  const scene = sceneOf(watches, options);
  return actions.reduce((view, action) => reduce(view, action, scene, 0).view, scene.view);
}

/** The first and the second row, in the order of the table. */
const two: readonly Action[] = [mark, down, mark];

describe("marking", () => {
  test("marks the focused id, says how many are, and takes it back", () => {
    const first = after([mark]);
    expect(first).toMatchObject({ marks: new Set([focusOf(first)]), notice: "1 marked" });
    expect(after(two)).toMatchObject({ notice: "2 marked" });
    expect(after([mark, mark])).toMatchObject({ marks: new Set(), notice: "none marked" });
  });

  test("leaves everything in its place", () => {
    expect(after(two).order).toEqual(after([]).order);
  });

  test("is for what is watched: a dropped id is no longer marked", () => {
    const view = after(two);
    const [first = ""] = view.marks;
    const left = some.filter(({ id }) => id !== first);
    const next = reconciled(view, sceneOf(left, low), true);
    expect(next.marks.has(first)).toBe(false);
    expect(next.marks.size).toBe(1);
  });
});

describe("zooming with marks", () => {
  test("shows the marked ones as panes, the focused one alone, and Escape goes the same way back", () => {
    const panes = after([...two, zoom]);
    expect(panes).toMatchObject({ isMarkedOnly: true, zoom: "none" });
    expect(new Set(panes.order)).toEqual(panes.marks);
    const one = after([...two, zoom, zoom]);
    expect(one).toMatchObject({ isMarkedOnly: true, zoom: "pane" });
    const again = after([...two, zoom, zoom, back]);
    expect(again).toMatchObject({ isMarkedOnly: true, zoom: "none" });
    const all = after([...two, zoom, zoom, back, back]);
    expect(all).toMatchObject({ isMarkedOnly: false, marks: panes.marks });
    expect(all.order).toHaveLength(some.length);
    expect(after([...two, zoom, zoom, back, back, back]).marks.size).toBe(0);
  });

  test("shows them although they are filtered out", () => {
    const view = after([...two, { type: "filter" }, { type: "text", text: "none" }]);
    expect(view.order).toEqual([]);
    const zoomed = reduce({ ...view, mode: { kind: "watch" } }, zoom, sceneOf(some, low), 0).view;
    expect(new Set(zoomed.order)).toEqual(view.marks);
  });

  test("has a table where they do not fit as panes, and says so", () => {
    const everyOne = some.flatMap((_, index) => (index === 0 ? [mark] : [down, mark]));
    expect(after([...everyOne, zoom])).toMatchObject({
      isMarkedOnly: true,
      notice: "4 marked: too many for panes",
    });
  });

  test("is over once none of them is marked or watched any more", () => {
    const view = after([mark, zoom, mark]);
    expect(view).toMatchObject({ isMarkedOnly: false });
    expect(view.order).toHaveLength(some.length);
    const [only = ""] = after([mark, zoom]).marks;
    const left = sceneOf(
      some.filter(({ id }) => id !== only),
      low,
    );
    const gone = reconciled(after([mark, zoom]), left, true);
    expect(gone).toMatchObject({ isMarkedOnly: false });
    expect(gone.order).toHaveLength(some.length - 1);
  });

  test("without marks is of the focused id", () => {
    expect(after([zoom])).toMatchObject({ isMarkedOnly: false, zoom: "pane" });
  });
});

test("property: no keys leave a view that shows what is not there, or a frame of another size", () => {
  const keys = fc.array(
    fc.constantFrom(
      ...Array.from(" vzemusSfdxya/?q"),
      "enter",
      "escape",
      "up",
      "down",
      "tab",
      "end",
      "home",
    ),
    { maxLength: 25 },
  );
  const size = fc.constantFrom(
    { columns: 20, rows: 3 },
    { columns: 80, rows: 10 },
    { columns: 80, rows: 24 },
    { columns: 140, rows: 50 },
  );
  fc.assert(
    fc.property(keys, size, (pressed, own) => {
      let watches: readonly Watch[] = [...some, terminated];
      let view = sceneOf(watches, { size: own }).view;
      for (const key of pressed) {
        const before = sceneOf(watches, { size: own });
        const action = actionOf(key, view.mode.kind);
        if (!action) continue;
        const next = reduce(view, action, before, 0);
        for (const effect of next.effects) {
          if (effect.type === "drop") watches = watches.filter(({ id }) => id !== effect.id);
          if (effect.type === "add")
            watches = [...watches, ...effect.ids.map((id) => newWatch(id, 0))];
        }
        const scene = sceneOf(watches, { size: own });
        view = reconciled(next.view, scene, true);
        const watched = new Set(watches.map(({ id }) => id));
        expect(new Set(view.order).size).toBe(view.order.length);
        expect(view.order.every((id) => watched.has(id))).toBe(true);
        expect([...view.marks].every((id) => watched.has(id))).toBe(true);
        expect(view.isMarkedOnly && view.marks.size === 0).toBe(false);
        expect(view.dropped.length).toBeLessThanOrEqual(10);
        expect(layoutOf(view, scene)).toBeDefined();
        const rows = frame({ ...scene, view });
        expect(rows).toHaveLength(own.rows);
        for (const row of rows) expect(lineWidth(row)).toBe(own.columns);
      }
    }),
    { numRuns: 60 },
  );
});
