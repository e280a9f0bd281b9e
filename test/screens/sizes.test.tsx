import { expect, test } from "vitest";
import type { Watch } from "../../src/watch/model/watch.ts";
import { gallery } from "./gallery.ts";
import { show } from "./show.tsx";

const { processing, collecting, stalled, completed, signInRefused: _, ...others } = gallery;
const states = [processing, collecting, stalled, completed, ...Object.values(others)];
const counts = [1, 2, 4, 9, 12, 37, 300];

/** So many ids: one in each state, then the same again under other names. */
function many(count: number): readonly Watch[] {
  return Array.from({ length: count }, (_id, index): Watch => {
    const state = states[index % states.length] ?? processing;
    const round = Math.floor(index / states.length);
    if (round === 0) return state;
    const id = `${index}${state.id}`.slice(0, state.id.length);
    return { ...state, id, label: state.label && `${state.label} ${round + 1}` };
  });
}

test.for([
  { columns: 80, rows: 24 },
  { columns: 100, rows: 30 },
  { columns: 120, rows: 40 },
  { columns: 60, rows: 60 },
  { columns: 200, rows: 50 },
  { columns: 40, rows: 10 },
  { columns: 20, rows: 3 },
])("the whole screen at $columns×$rows, of one id and of hundreds", async (size) => {
  const screens = counts.map((count) => `${count} of them:\n${show(many(count), size)}`);
  const file = `whole/${size.columns}x${size.rows}.txt`;
  await expect(screens.join("\n")).toMatchFileSnapshot(file);
});
