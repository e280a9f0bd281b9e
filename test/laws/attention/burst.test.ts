import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Burst,
  burstText,
  type CallingEvent,
  isCalling,
} from "../../../src/attention/burst.ts";
import { width } from "../../../src/text/columns.ts";
import type { Ending } from "../../../src/watch/model/ending.ts";
import type { Watch } from "../../../src/watch/model/watch.ts";
import { live, over } from "../../support/invented/watches.ts";

function ended(
  name: string,
  how: Ending | "COMPLETED" | "TERMINATED",
): readonly [Watch, CallingEvent] {
  const watch = over(live(name, "ACCOUNTS_COLLECTED"), how);
  if (!watch.ending) throw new Error("has not ended");
  return [watch, { type: "ended", ending: watch.ending }];
}

function stalls(name: string): readonly [Watch, CallingEvent] {
  return [live(name, "ACCOUNTS_COLLECTED"), { type: "stalled", quietMs: 242_000 }];
}

function burst(...entries: readonly (readonly [Watch, CallingEvent])[]): Burst {
  return new Map(entries.map(([watch, event]) => [watch.id, { watch, event }]));
}

describe("a notification says", () => {
  const [a, b, c] = [ended("a", "COMPLETED"), ended("b", "COMPLETED"), ended("c", "TERMINATED")];
  test.for<readonly [string, Burst]>([
    ["Workday HR: COMPLETED in 15m 21s", burst(ended("Workday HR", "COMPLETED"))],
    ["a: TERMINATED after 3 tries: virtual appliance unreachable", burst(ended("a", "TERMINATED"))],
    [
      "a: NOT FOUND: 404; unknown id, or ended over an hour ago",
      burst(ended("a", { kind: "NOT_FOUND", at: 0 })),
    ],
    ["a: stalled, no progress for 4m 02s", burst(stalls("a"))],
    ["2 aggregations have stalled", burst(stalls("a"), stalls("b"))],
    ["3 aggregations have ended: 2 completed, 1 terminated", burst(a, b, c)],
    [
      "2 aggregations have ended: 2 completed. 2 have stalled",
      burst(a, stalls("d"), b, stalls("e")),
    ],
    ["1 aggregation has ended: 1 terminated. 1 has stalled", burst(c, stalls("d"))],
  ])("%s", ([text, said]) => {
    expect(burstText(said)).toBe(text);
  });
});

test("a notification has 160 columns at most, and no more bytes than kitty takes", () => {
  const texts = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: fc.constantFrom("a", "漢", "\u20D0", "👩🏽‍🚒"), minLength: 400, maxLength: 500 }),
  );
  fc.assert(
    fc.property(texts, texts, (name, text) => {
      const refused = { kind: "REFUSED", at: 0, httpStatus: 400, requestId: undefined } as const;
      const said = burstText(burst(ended(name, { ...refused, text })));
      expect(width(said)).toBeLessThanOrEqual(160);
      expect(Buffer.byteLength(said)).toBeLessThanOrEqual(2048 - "99;;".length);
    }),
  );
  const marks = "\u20D0".repeat(499);
  const long = ended(`a${marks}`, {
    kind: "REFUSED",
    at: 0,
    httpStatus: 400,
    text: `b${marks}`,
    requestId: undefined,
  });
  expect(Buffer.byteLength(burstText(burst(long)))).toBeLessThanOrEqual(2044);
});

test("endings and stalls call for the user, and nothing else does", () => {
  expect(isCalling(stalls("a")[1])).toBe(true);
  expect(isCalling(ended("a", "COMPLETED")[1])).toBe(true);
  expect(isCalling({ type: "resumed", afterMs: 1 })).toBe(false);
  expect(isCalling({ type: "recovered", tries: 1, afterMs: 1 })).toBe(false);
});
