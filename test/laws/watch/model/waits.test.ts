import { expect, test } from "vitest";
import { noWaits, waitedMs, withoutRest, withWait } from "../../../../src/watch/model/waits.ts";

test("waits that follow one another are kept apart", () => {
  const waits = withWait(withWait(noWaits, { from: 0, until: 10 }), { from: 20, until: 30 });
  expect(waits.last).toEqual([
    { from: 0, until: 10 },
    { from: 20, until: 30 },
  ]);
  expect(waitedMs(waits, 25)).toBe(15);
});

test("a wait that is asked for during another lengthens it, and never shortens it", () => {
  const first = withWait(noWaits, { from: 0, until: 10 });
  expect(withWait(first, { from: 5, until: 15 }).last).toEqual([{ from: 0, until: 15 }]);
  expect(withWait(first, { from: 5, until: 8 }).last).toEqual([{ from: 0, until: 10 }]);
});

test("a wait that begins in the moment the last one ends is the same wait, a moment later is not", () => {
  const first = withWait(noWaits, { from: 0, until: 10 });
  expect(withWait(first, { from: 10, until: 12 }).last).toEqual([{ from: 0, until: 12 }]);
  expect(withWait(first, { from: 11, until: 12 }).last).toEqual([
    { from: 0, until: 10 },
    { from: 11, until: 12 },
  ]);
});

test("of a wait only what is over counts, and nothing of one that is to come", () => {
  const waits = withWait(withWait(noWaits, { from: 10, until: 20 }), { from: 30, until: 40 });
  const spent = [0, 10, 11, 20, 25, 30, 31, 40, 99].map((now) => waitedMs(waits, now));
  expect(spent).toEqual([0, 0, 1, 10, 10, 10, 11, 20, 20]);
});

test("a wait that the user ends is over then; one that was over stays as it was", () => {
  const waits = withWait(noWaits, { from: 0, until: 10 });
  expect(withoutRest(waits, 4).last).toEqual([{ from: 0, until: 4 }]);
  expect(withoutRest(waits, 12)).toEqual(waits);
  expect(withoutRest(noWaits, 4)).toEqual(noWaits);
});

test("only the last twenty are remembered, and of the others how long they took", () => {
  const many = Array.from({ length: 50 }, (_, wait) => ({ from: wait * 10, until: wait * 10 + 5 }));
  const kept = many.reduce(withWait, noWaits);
  expect(kept.last).toHaveLength(20);
  expect(kept.last.at(-1)).toEqual({ from: 490, until: 495 });
  expect(waitedMs(kept, 1000)).toBe(50 * 5);
});
