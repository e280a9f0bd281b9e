import { expect, test } from "vitest";
import { frame } from "../../src/ui/screen/frame.ts";
import { isNews } from "../../src/ui/view/news.ts";
import type { Watch } from "../../src/watch/model/watch.ts";
import { gallery } from "./gallery.ts";
import { sceneOf } from "./scene-of.ts";

/** The first row of a screen of these ids, with 30 more to start. */
function header(watches: readonly Watch[], columns: number, rows: number): string {
  const scene = sceneOf(watches, { size: { columns, rows } });
  const [first = []] = frame({ ...scene, snapshot: { ...scene.snapshot, toStart: 30 } });
  return first.map(({ text }) => text).join("");
}

const { processing, completed } = gallery;
const table = Array.from({ length: 40 }, (_, index): Watch => ({ ...processing, id: `${index}` }));

test.each([
  [80, 24],
  [200, 50],
  [40, 10],
])("the header says how many are still to start, at %i×%i", (columns, rows) => {
  expect(header([processing], columns, rows)).toContain(" 30 to start");
  expect(header(table, columns, rows)).toContain(" 30 to start");
});

test("while the last one has ended and the next has not begun, it is not over", () => {
  expect(header([completed], 80, 24)).toContain("requests/10s");
  const { snapshot } = sceneOf([completed]);
  const row = frame(sceneOf([completed]))[0] ?? [];
  expect(row.map(({ text }) => text).join("")).not.toContain("requests/10s");
  expect(isNews(snapshot, { ...snapshot, toStart: 3 })).toBe(true);
});
