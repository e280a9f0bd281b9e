import { describe, expect, test } from "vitest";
import { frame } from "../../../src/ui/screen/frame.ts";
import type { Size } from "../../../src/ui/view/layout.ts";
import { presentAt } from "../../../src/ui/view/present.ts";
import type { View } from "../../../src/ui/view/view.ts";
import type { Watch } from "../../../src/watch/model/watch.ts";
import { gallery } from "../../screens/gallery.ts";
import { sceneOf } from "../../screens/scene-of.ts";
import { at } from "../../screens/story.ts";

const sizes: readonly Size[] = [
  { columns: 200, rows: 50 },
  { columns: 100, rows: 44 },
  { columns: 80, rows: 24 },
  { columns: 40, rows: 10 },
];
const views: readonly Partial<View>[] = [
  {},
  { zoom: "pane" },
  { zoom: "events" },
  { mode: { kind: "help", top: 0 } },
  { filter: "nothing is called this" },
];
const { signInRefused: _, ...states } = gallery;
const ended = Object.values(states).filter(({ ending }) => ending);

/** Whether a frame shows what time changes. */
function isTimeShown(watches: readonly Watch[], size: Size, view: Partial<View> = {}): boolean {
  const { now, isShown } = presentAt(at("14:07:31"));
  frame({ ...sceneOf(watches, { size, view }), now });
  return isShown();
}

describe.for(sizes.map((size) => [`${size.columns}×${size.rows}`, size] as const))(
  "on a screen of %s",
  ([, size]) => {
    test.for(views.map((view) => [JSON.stringify(view), view] as const))(
      "nothing of ids that have ended changes with time: %s",
      ([, view]) => {
        expect(isTimeShown(ended, size, view)).toBe(false);
        for (const watch of ended) expect(isTimeShown([watch], size, view)).toBe(false);
      },
    );

    test.for(views.map((view) => [JSON.stringify(view), view] as const))(
      "one that runs has a clock: %s",
      ([, view]) => {
        expect(isTimeShown([...ended, states.processing], size, view)).toBe(true);
      },
    );
  },
);

test("a screen that is too small has none", () => {
  expect(isTimeShown([states.processing], { columns: 19, rows: 3 })).toBe(false);
});

test("the rate of all is among what has been looked at", () => {
  const rows = frame(sceneOf(ended, { size: { columns: 100, rows: 44 } }));
  const texts = rows.map((row) => row.map(({ text }) => text).join(""));
  expect(texts).toContainEqual(expect.stringMatching(/^ all accounts \+ identities \d\d:\d\d /));
});
