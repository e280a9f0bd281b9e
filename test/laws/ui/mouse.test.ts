import { describe, expect, test } from "vitest";
import { withoutMouse } from "../../../src/ui/ink/without-mouse.ts";
import { mouseReport } from "../../../src/ui/keys/mouse.ts";
import type { Action } from "../../../src/ui/view/action.ts";
import { idAt } from "../../../src/ui/view/hit.ts";
import { reduce } from "../../../src/ui/view/reduce.ts";
import { focusOf } from "../../../src/ui/view/view.ts";
import { newWatch } from "../../../src/watch/model/watch.ts";
import { gallery } from "../../screens/gallery.ts";
import { sceneOf, type SceneOptions } from "../../screens/scene-of.ts";

const { processing, completed, stalled, collecting } = gallery;
const some = [processing, completed, stalled, collecting];
const many = Array.from({ length: 50 }, (_, index) =>
  newWatch({ id: `id-${index}`, label: `Source ${index}` }, 0),
);

test.for([
  ["[<0;10;5M", { type: "click", column: 9, row: 4 }],
  ["[<4;1;1M", { type: "click", column: 0, row: 0 }],
  ["[<0;300;200M", { type: "click", column: 299, row: 199 }],
  ["[<64;1;1M", { type: "wheel", to: "up" }],
  ["[<65;1;1M", { type: "wheel", to: "down" }],
  ["[<80;1;1M", { type: "wheel", to: "up" }],
  ["[<0;10;5m", { type: "other" }],
  ["[<2;10;5M", { type: "other" }],
  ["[<66;10;5M", { type: "other" }],
  ["q", undefined],
  ["[A", undefined],
  ["[<0;10M", undefined],
] as const)("a mouse's report %s is %o", ([input, report]) => {
  expect(mouseReport(input)).toEqual(report);
});

test("what a mouse reports is taken out of the keys, also where it comes in two parts", () => {
  const chunks = ["a\u001B[<0;3;4Mb", "\u001B[<6", "5;1;1Mq", "\u001B[A"];
  const reports: unknown[] = [];
  const read = () => chunks.shift() ?? null;
  const keyboard = withoutMouse({ read } as unknown as NodeJS.ReadStream, (one) =>
    reports.push(one),
  );
  const keys = Array.from({ length: 5 }, () => keyboard.read() as unknown);
  expect(keys).toEqual(["ab", "", "q", "\u001B[A", null]);
  expect(reports).toEqual([
    { type: "click", column: 2, row: 3 },
    { type: "wheel", to: "down" },
  ]);
});

/** The view after these actions. */
function after(actions: readonly Action[], watches = many, options: SceneOptions = {}) {
  const scene = sceneOf(watches, options);
  return actions.reduce((view, action) => reduce(view, action, scene, 0).view, scene.view);
}

const click = (column: number, row: number): Action => ({ type: "click", column, row });
const wheel = (to: "up" | "down"): Action => ({ type: "wheel", to });

describe("a click", () => {
  test.for([
    [0, 1, processing],
    [39, 11, processing],
    [40, 1, completed],
    [79, 11, completed],
    [0, 12, stalled],
    [79, 22, collecting],
  ] as const)("at %i, %i focuses the pane there", ([column, row, watch]) => {
    expect(focusOf(after([click(column, row)], some))).toBe(watch.id);
  });

  test.for([
    [0, 0],
    [5, 23],
  ] as const)("on header or footer, at %i, %i, changes nothing", ([column, row]) => {
    expect(focusOf(after([click(column, row)], some))).toBe(processing.id);
  });

  test("focuses the row of a table, wherever it is scrolled to", () => {
    const options = { size: { columns: 80, rows: 12 }, view: { sort: "given" } } as const;
    const scene = sceneOf(many, options);
    const rowOf = (id: string, view = scene.view) =>
      Array.from({ length: 12 }, (_, row) => row).find(
        (row) => idAt(view, scene, { column: 3, row }) === id,
      )!;
    expect(focusOf(after([click(3, rowOf("id-3"))], many, options))).toBe("id-3");
    const last = after([{ type: "move", step: "last" }], many, options);
    const { view } = reduce(last, click(3, rowOf("id-47", last)), scene, 0);
    expect(focusOf(view)).toBe("id-47");
    expect(view.top).toBe(last.top);
  });

  test("does nothing while a question, a zoom or the help is there", () => {
    for (const before of ["help", "add", "quit", "zoom"] as const) {
      const asked = after([{ type: before }], some);
      const { view, effects } = reduce(asked, click(40, 1), sceneOf(some), 0);
      expect(focusOf(view)).toBe(processing.id);
      expect(view.mode).toEqual(asked.mode);
      expect(effects).toEqual([]);
    }
  });
});

describe("the wheel", () => {
  test("scrolls a table by three rows, to its ends", () => {
    const options = { size: { columns: 80, rows: 12 }, view: { sort: "given" } } as const;
    expect(focusOf(after([wheel("down")], many, options))).toBe("id-3");
    expect(focusOf(after([wheel("down"), wheel("up"), wheel("up")], many, options))).toBe("id-0");
    const toEnd = Array.from({ length: 20 }, () => wheel("down"));
    expect(focusOf(after(toEnd, many, options))).toBe("id-49");
  });

  test("scrolls the help", () => {
    const options = { size: { columns: 60, rows: 10 } };
    const help: Action = { type: "help" };
    expect(after([help, wheel("down")], some, options).mode).toEqual({ kind: "help", top: 3 });
    const back = [help, wheel("down"), wheel("down"), wheel("up")];
    expect(after(back, some, options).mode).toEqual({ kind: "help", top: 3 });
  });

  test("does nothing over panes, which are all there", () => {
    expect(focusOf(after([wheel("down")], some))).toBe(processing.id);
  });
});
