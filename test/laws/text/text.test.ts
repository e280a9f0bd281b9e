import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutEnd, cutMiddle, padEnd, width } from "../../../src/text/columns.ts";
import { count, percentDone } from "../../../src/text/count.ts";
import { countdown, duration, shortDuration } from "../../../src/text/duration.ts";
import { safeText } from "../../../src/text/safe-text.ts";
import { minuteText, momentText, timeOfDay, timestamp } from "../../../src/text/time-of-day.ts";
import { fittedName, tenantName, watchName } from "../../../src/wording/watch-name.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe("a duration", () => {
  test.for([
    [-5, "0s", "0s"],
    [0, "0s", "0s"],
    [999, "0s", "0s"],
    [second, "1s", "1s"],
    [59_999, "59s", "59s"],
    [minute, "1m 00s", "1m"],
    [15 * minute + 21 * second, "15m 21s", "15m"],
    [hour - 1, "59m 59s", "59m"],
    [hour, "1h 00m", "1h"],
    [hour + 4 * minute + 59 * second, "1h 04m", "1h"],
    [day - 1, "23h 59m", "23h"],
    [2 * day + 3 * hour + 59 * minute, "2d 03h", "2d"],
    [100 * day, "100d 00h", "100d"],
  ] as const)("of %i ms is %s, in short %s", ([ms, long, short]) => {
    expect(duration(ms)).toBe(long);
    expect(shortDuration(ms)).toBe(short);
  });
});

describe("a countdown", () => {
  test.for([
    [-5, "0s"],
    [0, "0s"],
    [1, "1s"],
    [second, "1s"],
    [second + 1, "2s"],
    [59_001, "1m 00s"],
    [hour - 1, "1h 00m"],
  ] as const)("of %i ms is %s: it says 0s only at its end", ([ms, text]) => {
    expect(countdown(ms)).toBe(text);
  });
});

test("counts have thousands separators, whatever the computer's language", () => {
  expect([0, 999, 1000, 1_234_567].map(count)).toEqual(["0", "999", "1,000", "1,234,567"]);
});

test("property: any number is grouped as Intl groups it", () => {
  const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
  const numbers = fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true }));
  fc.assert(
    fc.property(numbers, (given) => {
      // There is no -0 of anything.
      const value = given + 0;
      expect(count(value)).toBe(grouped.format(value));
    }),
  );
});

describe("percent", () => {
  test("is rounded down and never 100: only the tenant says that it is over", () => {
    expect(percentDone(0, 3)).toBe(0);
    expect(percentDone(2, 3)).toBe(66);
    expect(percentDone(999, 1000)).toBe(99);
    expect(percentDone(1000, 1000)).toBe(99);
    expect(percentDone(5000, 1000)).toBe(99);
    expect(percentDone(-1, 1000)).toBe(0);
  });

  test("of 0 is none", () => {
    expect(percentDone(0, 0)).toBeUndefined();
    expect(percentDone(7, 0)).toBeUndefined();
  });
});

describe("a text of so many columns", () => {
  test("is cut at its end, or in its middle, and says so", () => {
    expect(cutEnd("Workday HR", 10)).toBe("Workday HR");
    expect(cutEnd("Workday HR", 7)).toBe("Workda…");
    expect(cutMiddle("2c91808477a6b0c6", 7)).toBe("2c9…0c6");
    expect(cutMiddle("2c91808477a6b0c6", 16)).toBe("2c91808477a6b0c6");
  });

  test("is nothing where there is no column", () => {
    for (const columns of [0, -1]) {
      expect(cutEnd("a", columns)).toBe("");
      expect(cutMiddle("a", columns)).toBe("");
      expect(padEnd("a", columns)).toBe("");
    }
  });

  test("counts two for what a terminal draws in two, and none for a combining mark", () => {
    expect(width("人事部")).toBe(6);
    expect(width("🦊")).toBe(2);
    expect(width("e\u0301")).toBe(1);
    expect(cutEnd("人事部", 5)).toBe("人事…");
    expect(cutEnd("人事部", 4)).toBe("人…");
  });

  test("is filled with blanks up to its column", () => {
    expect(padEnd("人事", 6)).toBe("人事  ");
    expect(padEnd("Workday HR", 7)).toBe("Workda…");
  });

  test("property: is never wider than that, and filled it is exactly as wide", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 40 }).map(safeText);
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 50 }), (given, columns) => {
        expect(width(cutEnd(given, columns))).toBeLessThanOrEqual(columns);
        expect(width(cutMiddle(given, columns))).toBeLessThanOrEqual(columns);
        expect(width(padEnd(given, columns))).toBe(columns);
        expect(cutEnd(given, Math.max(1, width(given)))).toBe(given);
      }),
    );
  });
});

describe("a name", () => {
  const id = "2c91808477a6b0c60177a81146b8110b";

  test("is the user's label, else the id", () => {
    expect(watchName({ id, label: "Workday HR" })).toBe("Workday HR");
    expect(watchName({ id, label: undefined })).toBe(id);
  });

  test("of entitlements says so, in whole or in short before the name gives way", () => {
    const watched = { id, label: "Workday HR", kind: "entitlement" } as const;
    expect(watchName(watched)).toBe("Workday HR (entitlements)");
    expect(fittedName(watched, 25)).toBe("Workday HR (entitlements)");
    expect(fittedName(watched, 24)).toBe("Workday HR (ent.)");
    expect(fittedName(watched, 14)).toBe("Workda… (ent.)");
    expect(fittedName(watched, 12)).toBe("Workday HR");
    expect(fittedName({ ...watched, label: undefined }, 16)).toBe("2c91…110b (ent.)");
  });

  test("that does not fit is cut at its end, an id in its middle", () => {
    expect(fittedName({ id, label: "Workday HR" }, 7)).toBe("Workda…");
    expect(fittedName({ id, label: undefined }, 9)).toBe("2c91…110b");
  });

  test.for([
    ["acme.api.identitynow.com", "acme"],
    ["acme.api.identitynow-demo.com", "acme"],
    ["acme.api.saas.sailpointfedramp.com", "acme"],
    ["127.0.0.1:8484", "127.0.0.1:8484"],
    ["acme.identitynow.com", "acme.identitynow.com"],
    ["acme.api.identitynow.com.example.com", "acme.api.identitynow.com.example.com"],
  ] as const)("of a tenant is its first part at SailPoint's hosts only: %s", ([host, name]) => {
    expect(tenantName(host)).toBe(name);
  });
});

test("moments are whole seconds: local on a screen, UTC in a log", () => {
  const at = Date.parse("2026-11-23T04:07:09.999Z");
  expect(timestamp(at)).toBe("2026-11-23T04:07:09Z");
  // The tests run in UTC.
  expect(timeOfDay(at)).toBe("04:07:09");
});

describe("a moment is told by the local calendar of now", () => {
  const now = Date.parse("2026-11-29T14:07:31Z");
  test.each([
    ["2026-11-29T00:00:00Z", "00:00:00", "00:00"],
    ["2026-11-29T23:59:59Z", "23:59:59", "23:59"],
    ["2026-11-28T23:59:59Z", "Nov 28 23:59", "Nov 28 23:59"],
    ["2026-11-30T00:25:00Z", "Nov 30 00:25", "Nov 30 00:25"],
    ["2026-11-23T10:00:00Z", "Nov 23 10:00", "Nov 23 10:00"],
    ["2026-01-02T10:00:00Z", "Jan 2 10:00", "Jan 2 10:00"],
    ["2025-11-29T14:07:31Z", "Nov 29 2025 14:07", "Nov 29 2025 14:07"],
    ["2027-01-01T00:10:00Z", "Jan 1 2027 00:10", "Jan 1 2027 00:10"],
  ])("%s: %s", (iso, text, minute) => {
    expect(momentText(Date.parse(iso), now)).toBe(text);
    expect(minuteText(Date.parse(iso), now)).toBe(minute);
  });

  test("a day ago to the minute is another day, a second ago before midnight as well", () => {
    const midnight = Date.parse("2026-11-29T00:00:00Z");
    expect(momentText(now - 86_400_000, now)).toBe("Nov 28 14:07");
    expect(momentText(midnight - 1, midnight)).toBe("Nov 28 23:59");
  });
});

test("a name written from right to left is followed by a mark that keeps numbers in their place", () => {
  const name = fittedName({ id: "aaa", label: "الموارد البشرية" }, 40);
  expect(name).toBe("الموارد البشرية\u200E");
  expect(width(name)).toBe(width("الموارد البشرية"));
  expect(fittedName({ id: "aaa", label: "人事部" }, 40)).toBe("人事部");
});
