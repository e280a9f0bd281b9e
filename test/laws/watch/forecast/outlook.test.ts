import { describe, expect, test } from "vitest";
import { type Counters, noCounters } from "../../../../src/api/endpoints/counters.ts";
import { newForecast, observe } from "../../../../src/watch/forecast/forecast.ts";
import { outlook } from "../../../../src/watch/forecast/outlook.ts";
import { accounts, identities } from "../../../support/invented/answers.ts";

const second = 1000;

/** What there is to show after answers, each at a second. */
function after(
  answers: readonly (readonly [at: number, counters: Partial<Counters>])[],
  nowS: number,
  stallAfterMs?: number,
) {
  const forecast = answers.reduce((before, [atS, counters]) => {
    const at = atS * second;
    const said = { status: "ACCOUNTS_COLLECTED", counters: { ...noCounters, ...counters } };
    const times = { answeredAt: at, receivedAt: at };
    return observe(before, { ...said, ...times }, at, { stallAfterMs, intervalMs: 5000 });
  }, newForecast());
  return outlook(forecast, nowS * second, 5000);
}

const rising = [0, 10, 20, 40].map((at) => [at, accounts(10 * at, 1000)] as const);

describe("what there is to show", () => {
  test("is nothing before the first answer, and no rate before the second rise", () => {
    expect(outlook(newForecast(), 0, 5000)).toEqual({ rateOf: "accounts" });
    expect(after([[0, accounts(5, 10)]], 1)).toEqual({ rateOf: "accounts" });
    expect(after(rising.slice(0, 2), 11).perSecond).toBeUndefined();
  });

  test("is the rate of what is left, its rhythm and its last batch", () => {
    expect(after([...rising, [45, accounts(400, 1000)]], 47)).toMatchObject({
      rateOf: "accounts",
      perSecond: 10,
      overallPerSecond: 10,
      gapsMs: { usual: 15_000, longest: 20_000 },
      lastBatch: { size: 200, agoMs: 7000 },
      lastCounter: "accounts",
    });
    const others = rising.map(
      ([at]) => [at, { ...accounts(5, 5), ...identities(at, 99) }] as const,
    );
    expect(after(others, 40)).toMatchObject({ rateOf: "identities", perSecond: 1 });
  });

  test("is no rate once nothing is left, but the rhythm that it had", () => {
    expect(after([...rising, [50, accounts(1000, 1000)]], 50)).toMatchObject({
      rateOf: "accounts",
      perSecond: undefined,
      overallPerSecond: undefined,
      gapsMs: { usual: 10_000, longest: 20_000 },
      lastBatch: { size: 600, agoMs: 0 },
    });
  });

  test("is a stall that lasts on while answers come, at a rate of 0", () => {
    const stalled = [...rising, [65, accounts(400, 1000)] as const];
    expect(after(stalled, 67, 20_000)).toMatchObject({
      stalledMs: 27_000,
      perSecond: 0,
      overallPerSecond: 10,
    });
    expect(after(stalled, 96, 20_000)).toMatchObject({
      stalledMs: 25_000,
      perSecond: undefined,
      overallPerSecond: undefined,
    });
  });

  test("is a counter that is still at 0 while another has moved", () => {
    const beside = (at: number) => [at, { ...accounts(at, 99), ...identities(0, 9) }] as const;
    expect(after([0, 10].map(beside), 10).notBegun).toBe("identities");
    expect(after([beside(0)], 0).notBegun).toBeUndefined();
    expect(after(rising, 40).notBegun).toBeUndefined();
  });
});

describe("the counter that ends last", () => {
  const both = (at: number) =>
    [at, { ...accounts(8 * at, 1000), ...identities(2 * at, 1000) }] as const;
  const polls = [0, 10, 20, 30, 40].map(both);

  test("is the one whose rate is told beside the time left", () => {
    expect(after(polls, 40)).toMatchObject({
      lastCounter: "identities",
      rateOf: "identities",
      perSecond: 2,
    });
  });
});

describe("a silence", () => {
  const polls = [0, 10, 20, 30, 40].map((at) => [at, accounts(10 * at, 1000)] as const);
  const quiet = (s: number) => after([...polls, [40 + s, accounts(400, 1000)]], 40 + s);

  test("of more than three usual gaps stands where the rate stood", () => {
    expect(quiet(30)).toMatchObject({ quiet: undefined, perSecond: expect.any(Number) });
    expect(quiet(31)).toMatchObject({
      quiet: { ms: 31_000, usualGapMs: 10_000 },
      perSecond: undefined,
    });
  });

  test("is none of its own once it is a stall", () => {
    const stalled = after([...polls, [71, accounts(400, 1000)]], 71, 20_000);
    expect(stalled).toMatchObject({ quiet: undefined, perSecond: 0, stalledMs: 31_000 });
  });
});
