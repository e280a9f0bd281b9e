import { expect, test } from "vitest";
import { type Wait, waitedMs, withoutRest, withWait } from "../../src/watch/waits.ts";

test("waits that follow one another are kept apart", () => {
  const waits = withWait(withWait([], { from: 0, until: 10 }), { from: 20, until: 30 });
  expect(waits).toEqual([
    { from: 0, until: 10 },
    { from: 20, until: 30 },
  ]);
  expect(waitedMs(waits, 25)).toBe(15);
});

test("a wait that is asked for during another lengthens it, and never shortens it", () => {
  const first = withWait([], { from: 0, until: 10 });
  expect(withWait(first, { from: 5, until: 15 })).toEqual([{ from: 0, until: 15 }]);
  expect(withWait(first, { from: 5, until: 8 })).toEqual([{ from: 0, until: 10 }]);
});

test("a wait that the user ends is over then; one that was over stays as it was", () => {
  const waits = withWait([], { from: 0, until: 10 });
  expect(withoutRest(waits, 4)).toEqual([{ from: 0, until: 4 }]);
  expect(withoutRest(waits, 12)).toEqual(waits);
  expect(withoutRest([], 4)).toEqual([]);
});

test("only the last twenty are remembered", () => {
  const many = Array.from({ length: 50 }, (_, wait) => ({ from: wait * 10, until: wait * 10 + 5 }));
  const kept = many.reduce<readonly Wait[]>(withWait, []);
  expect(kept).toHaveLength(20);
  expect(kept.at(-1)).toEqual({ from: 490, until: 495 });
});
