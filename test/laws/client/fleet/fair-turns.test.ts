import fc from "fast-check";
import { expect, test } from "vitest";
import { fairTurns } from "../../../../src/client/fleet/fair-turns.ts";

const minute = 60_000;

test("all 50 turns are divided, at every moment, and nobody has two more than another", () => {
  const moment = fc.integer({ min: 0, max: 2e12 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), moment, (members, now) => {
      const parts = Array.from({ length: members }, (_, place) => fairTurns(place, members, now));
      expect(parts.reduce((one, other) => one + other)).toBe(50);
      expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
    }),
  );
});

test.for([30, 70, 100])("of %i members all have as much in the long run", (members) => {
  const had = Array.from({ length: members }, (_, place) => {
    const parts = Array.from({ length: members }, (__, round) =>
      fairTurns(place, members, round * minute),
    );
    return parts.reduce((one, other) => one + other);
  });
  expect(had).toEqual(Array.from({ length: members }, () => 50));
});
