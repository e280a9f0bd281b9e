import fc from "fast-check";
import { expect, test } from "vitest";
import { nextStart, type Place } from "../../../src/commands/starting/start-queue.ts";

/** How long a start takes once it is under way, in minutes, and how it ends. */
const run = fc.record({
  minutes: fc.integer({ min: 0, max: 90 }),
  end: fc.constantFrom<Place>("well", "badly"),
});
const rules = fc.record({ atOnce: fc.integer({ min: 1, max: 5 }), failFast: fc.boolean() });

interface Seen {
  readonly started: readonly number[];
  readonly most: number;
  /** How often one was started beside or after one that had ended badly. */
  readonly afterBad: number;
  readonly places: readonly Place[];
}

/** Lets the starts of a queue happen, in an invented time of whole minutes. */
function played(
  runs: readonly { readonly minutes: number; readonly end: Place }[],
  given: Parameters<typeof nextStart>[1],
): Seen {
  const places: Place[] = runs.map(() => "waiting");
  const endsAt = new Map<number, number>();
  const started: number[] = [];
  let most = 0;
  let afterBad = 0;
  for (let minute = 0; ; minute += 1) {
    for (let next = nextStart(places, given); next !== undefined; next = nextStart(places, given)) {
      if (places.includes("badly")) afterBad += 1;
      started.push(next);
      places[next] = "underWay";
      endsAt.set(next, minute + (runs[next]?.minutes ?? 0));
      most = Math.max(most, places.filter((place) => place === "underWay").length);
    }
    for (const [index, at] of endsAt) {
      if (at > minute) continue;
      places[index] = runs[index]?.end ?? "well";
      endsAt.delete(index);
    }
    if (endsAt.size === 0 && nextStart(places, given) === undefined) break;
  }
  return { started, most, afterBad, places };
}

test("never more run at a time than are allowed, and as many as that where there are enough", () => {
  fc.assert(
    fc.property(fc.array(run, { maxLength: 40 }), rules, (runs, given) => {
      const { most } = played(runs, { ...given, failFast: false });
      expect(most).toBe(Math.min(given.atOnce, runs.length));
    }),
  );
});

test("all are started, each once and in order, however those before have ended", () => {
  fc.assert(
    fc.property(fc.array(run, { maxLength: 40 }), rules, (runs, given) => {
      const { started, places } = played(runs, { ...given, failFast: false });
      expect(started).toEqual(runs.map((_, index) => index));
      expect(places).toEqual(runs.map(({ end }) => end));
    }),
  );
});

test("with --fail-fast nothing starts once one has ended badly, and what runs is left to end", () => {
  fc.assert(
    fc.property(fc.array(run, { maxLength: 40 }), rules, (runs, { atOnce }) => {
      const { started, afterBad, places } = played(runs, { atOnce, failFast: true });
      expect(afterBad).toBe(0);
      expect(started).toEqual(started.map((_, index) => index));
      expect(places.includes("badly") || !places.includes("waiting")).toBe(true);
      expect(places).not.toContain("underWay");
    }),
  );
});

test("one at a time is one after the other", () => {
  const rule = { atOnce: 1, failFast: false };
  expect(nextStart(["waiting", "waiting"], rule)).toBe(0);
  expect(nextStart(["underWay", "waiting"], rule)).toBeUndefined();
  expect(nextStart(["badly", "waiting"], rule)).toBe(1);
});

test("without a limit all start at once", () => {
  const rule = { atOnce: Number.POSITIVE_INFINITY, failFast: false };
  expect(nextStart(["underWay", "underWay", "waiting"], rule)).toBe(2);
});
