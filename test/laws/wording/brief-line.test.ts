import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { width } from "../../../src/text/columns.ts";
import { newWatch } from "../../../src/watch/model/watch.ts";
import { briefLine, mostColumns } from "../../../src/wording/brief-line.ts";
import { accounts } from "../../support/invented/answers.ts";
import { finishing, live, offline, over, seen, stalled } from "../../support/invented/watches.ts";
import { watches } from "../../support/random-events.ts";

const processing = finishing(live("Workday HR", "ACCOUNTS_COLLECTED", accounts(41, 100)), 900_000);
const collecting = live("Okta", "STARTED");
const failed = over(live("AD", "STARTED"), {
  kind: "FAILED",
  at: 0,
  isSeenRunning: false,
  tookMs: 1000,
});
const completed = over(live("Slack", "ACCOUNTS_COLLECTED", accounts(1, 1)), "COMPLETED");
const unanswered = newWatch({ id: "2c91808477a6b0c60177a81146b8110b", label: undefined }, 0);

describe("one aggregation in a line says", () => {
  test.for([
    ["percent and time left while it is processed", processing, "Workday HR 41% ≤20m"],
    ["its state before there is a percent", collecting, "Okta collecting"],
    ["a stall", stalled(processing), "Workday HR stalled 41% ≤20m"],
    ["that there is no answer for the moment", offline(collecting), "Okta offline"],
    ["how it failed", failed, "AD failed"],
    ["that it is done", completed, "Slack completed"],
    ["that nothing was heard of it", unanswered, "2c91808477a6…81146b8110b no answer yet"],
  ] as const)("%s", ([, watch, line]) => {
    expect(briefLine(seen([watch]), [], 0)).toBe(line);
  });

  test("that a source has none", () => {
    expect(briefLine(seen([]), ["Workday HR"], 0)).toBe("Workday HR not running");
  });
});

describe("several aggregations in a line are counted", () => {
  test("what runs first, with percent and the last time left, then what went wrong, then the rest", () => {
    const other = finishing(live("b", "ACCOUNTS_COLLECTED", accounts(41, 100)), 300_000);
    const all = [completed, failed, processing, other];
    expect(briefLine(seen(all), [], 0)).toBe("2 running 41% ≤20m · 1 failed · 1 completed");
  });

  test("with sources of which nothing runs", () => {
    expect(briefLine(seen([processing]), ["Okta", "AD"], 0)).toBe(
      "1 running 41% ≤20m · 2 not running",
    );
  });

  test("in fewer words where there are too many", () => {
    const cancelled = over(live("c", "STARTED"), {
      kind: "CANCELLED",
      at: 0,
      isSeenRunning: true,
      tookMs: 1,
    });
    const all = [processing, collecting, failed, cancelled, completed, unanswered];
    expect(briefLine(seen([...all, over(live("t", "STARTED"), "TERMINATED")]), [], 0)).toBe(
      "2 running · 1 no answer yet · 3 problems · 1 done",
    );
  });
});

test("whatever there is, it is one line of a bounded width", () => {
  const any = fc.tuple(watches, fc.array(fc.string({ unit: "grapheme" }), { maxLength: 3 }));
  fc.assert(
    fc.property(any, ([all, idle]) => {
      if (all.length + idle.length === 0) return;
      const line = briefLine(seen(all), idle, 0);
      expect(width(line)).toBeLessThanOrEqual(mostColumns);
      expect(line).not.toBe("");
    }),
  );
});
