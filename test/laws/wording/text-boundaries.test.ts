import { describe, expect, test } from "vitest";
import { hostsText, intervalText } from "../../../src/wording/clients-text.ts";
import { compactCount, percentDone } from "../../../src/text/count.ts";
import { interval, nearestDuration } from "../../../src/text/duration.ts";
import { outcomeLine } from "../../../src/wording/outcome-line.ts";
import { compactFraction, watchPercent } from "../../../src/wording/progress-text.ts";
import { allLeftTexts, rate, timeLeftAtMost, timeLeftRange } from "../../../src/text/time-left.ts";
import { minuteText } from "../../../src/text/time-of-day.ts";
import { usualTexts } from "../../../src/wording/usual-texts.ts";
import { verdictText } from "../../../src/wording/verdict-text.ts";
import { fittedName, tenantName, watchName } from "../../../src/wording/watch-name.ts";
import { openBudget } from "../../../src/client/budget.ts";
import { accounts, identities } from "../../support/invented/answers.ts";
import { live, over } from "../../support/invented/watches.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

describe("a count in six columns", () => {
  test.for([
    [0, "0"],
    [99_999, "99,999"],
    [100_000, "100K"],
    [123_999, "123K"],
    [999_999, "999K"],
    [1_000_000, "1.00M"],
    [1_239_999, "1.23M"],
    [99_999_999, "99.99M"],
    [100_000_000, "100M"],
    [2_147_483_647, "2,147M"],
  ] as const)("%i is %s, rounded down", ([value, text]) => {
    expect(compactCount(value)).toBe(text);
    expect(text.length).toBeLessThanOrEqual(6);
  });

  test("stands on both sides of a fraction", () => {
    expect(compactFraction({ processed: 99_999, total: 1_000_000 })).toBe("99,999/1.00M");
  });
});

test("the percent of one is none or 99, never 100", () => {
  expect(percentDone(0, 1)).toBe(0);
  expect(percentDone(1, 1)).toBe(99);
  expect(percentDone(1, -1)).toBeUndefined();
  expect(watchPercent(live("a", "ACCOUNTS_COLLECTED", accounts(1, 1)))).toBe(99);
  const oneOfBoth = { ...accounts(1, 1), ...identities(0, 4) };
  expect(watchPercent(live("a", "ACCOUNTS_COLLECTED", oneOfBoth))).toBe(99);
});

test.for([
  [1000, "1s"],
  [1500, "1.5s"],
  [1540, "1.5s"],
  [59_940, "59.9s"],
  [59_999, "60s"],
  [60_000, "1m 00s"],
  [150_000, "2m 30s"],
] as const)("an interval of %i ms is %s", ([ms, text]) => {
  expect(interval(ms)).toBe(text);
});

test.for([
  [499, "0s"],
  [58_499, "58s"],
  [59_499, "59s"],
  [59_500, "1m"],
  [89.49 * minute, "89m"],
  [89.5 * minute, "1h 30m"],
  [2 * hour + 20 * second, "2h 00m"],
] as const)("what is usual, %d ms, is %s", ([ms, text]) => {
  expect(nearestDuration(ms)).toBe(text);
});

describe("time left", () => {
  test.for([
    [minute, 2 * minute, "1–2m"],
    [0.7 * minute, 2 * minute, "<2m"],
    [0.71 * minute, 2 * minute, "1–2m"],
    [0, 0, "<1m"],
    [0, minute, "<1m"],
    [0, minute + 1, "<2m"],
    [minute, minute, "1m"],
    [30 * minute, 50 * minute, "30–50m"],
    [30 * minute, 50 * minute + 1, "30m–1h"],
    [hour, 48 * hour, "1h–48h"],
    [hour, 48 * hour + 1, ">1h"],
    [0, 48 * hour + 1, "?"],
    [47 * hour, 48 * hour + 1, ">48h"],
    [48 * hour, 48 * hour + 1, ">2d"],
  ] as const)("between %d and %d ms is %s", ([low, high, text]) => {
    expect(timeLeftRange({ low, high })).toBe(text);
  });

  test.for([
    [0, minute - 1, "<1m"],
    [minute, 2 * minute, "≤2m"],
    [minute, 48 * hour, "≤48h"],
    [minute, 48 * hour + 1, ">1m"],
  ] as const)("between %d and at most %d ms is %s", ([low, high, text]) => {
    expect(timeLeftAtMost({ low, high })).toBe(text);
  });

  test.for([
    [minute, 0, "1–2m left"],
    [
      minute,
      2,
      "at least 1m left (2 can't be estimated)",
      "at least 1m left (2 unknown)",
      "≥1m left (2 unknown)",
    ],
    [0.7 * minute, 2, "2 can't be estimated", "2 unknown"],
    [
      49 * hour,
      2,
      "more than 2d left (2 can't be estimated)",
      "more than 2d left (2 unknown)",
      ">2d left (2 unknown)",
    ],
  ] as const)("of %d ms at least, and %d without one, is %s", ([low, unknown, ...texts]) => {
    expect(allLeftTexts({ low, high: low * 2 }, unknown)).toEqual(texts);
  });
});

test.for([
  [0.001, "<0.01/s"],
  [0.0049, "<0.01/s"],
  [0.005, "0.01/s"],
  [0.094, "0.09/s"],
  [0.095, "0.1/s"],
  [9.94, "9.9/s"],
  [9.95, "10/s"],
  [1000, "1,000/s"],
] as const)("a rate of %d is %s", ([value, text]) => {
  expect(rate(value)).toBe(text);
});

test("the time of day without seconds is that of the minute gone by", () => {
  const at = Date.parse("2026-11-23T04:07:59.999Z");
  expect(minuteText(at, at)).toBe("04:07");
});

describe("several tenants", () => {
  const budget = openBudget();
  const asked = (...intervals: readonly number[]) =>
    intervals.map((intervalMs, index) => {
      const host = `host-${index}`;
      return { tenant: undefined, signIn: undefined, budget, host, intervalMs };
    });

  test("are named one after the other", () => {
    expect(hostsText(asked(1))).toBe("host-0");
    expect(hostsText(asked(1, 2))).toBe("host-0, host-1");
  });

  test("have one interval where it is the same, else the shortest and the longest", () => {
    expect(intervalText(asked(5000, 5000))).toBe("5s");
    expect(intervalText(asked(10_000, 5000, 7000))).toBe("5s to 10s");
  });
});

test("outcomes are counted by their word, in the order in which they come", () => {
  const running = live("a", "STARTED");
  const completed = over(running, "COMPLETED");
  expect(outcomeLine([completed, running, completed])).toBe("2 completed, 1 still running");
  expect(outcomeLine([])).toBe("");
});

describe("what is usual for a source", () => {
  const collecting = { medianMs: 6 * minute, p90Ms: 8 * minute, runs: 5 };
  const took = { medianMs: 20 * minute, p90Ms: 30 * minute, runs: 5 };
  const reading = { ...live("a", "STARTED"), start: 0 };
  const saidAfter = (ms: number, runs = 5) =>
    usualTexts(reading, { collecting: { ...collecting, runs }, took }, ms);

  test("is exceeded past the ninetieth percentile, not at it", () => {
    expect(saidAfter(8 * minute).longer).toBeUndefined();
    expect(saidAfter(8 * minute + 1).longer).toBe("longer than usual");
    expect(saidAfter(8 * minute + 1, 4).longer).toBeUndefined();
  });

  test("is not said of what is over", () => {
    expect(usualTexts(over(reading, "COMPLETED"), { collecting, took }, 0)).toEqual({});
  });
});

test("a verdict of two messages says that there is one more, and cuts a long one at 240 columns", () => {
  const text = "x".repeat(241);
  const messages = [
    { type: undefined, text: "b" },
    { type: "WARN", text },
  ];
  const said = verdictText({ kind: "WARNING", messages });
  expect(said).toBe(`verdict WARNING: ${"x".repeat(239)}… (and 1 more)`);
  const short = [{ type: "WARN", text: "x".repeat(240) }];
  expect(verdictText({ kind: "WARNING", messages: short })).toBe(
    `verdict WARNING: ${"x".repeat(240)}`,
  );
});

describe("a name", () => {
  const id = "2c91808477a6b0c60177a81146b8110b";

  test("stands after its tenant's", () => {
    expect(watchName({ id, label: "HR", tenant: "acme" })).toBe("acme:HR");
    expect(watchName({ id, label: undefined, tenant: "acme" })).toBe(`acme:${id}`);
  });

  test.for(["مصدر", "מקור", "ܡܒܘܥܐ", "މަސްދަރު", "ߓߐߖߎ", "𞤀𞤣𞤤"])(
    "written from right to left, in whatever script, keeps the numbers after it in place: %s",
    (label) => {
      expect(fittedName({ id, label }, 40)).toBe(`${label}\u200E`);
    },
  );

  test.for([
    "xacme.api.identitynow.com.example",
    "a.b.api.identitynow.com",
    ".api.identitynow.com",
  ])("of a tenant is not guessed at other hosts: %s", (host) => {
    expect(tenantName(host)).toBe(host);
  });
});
