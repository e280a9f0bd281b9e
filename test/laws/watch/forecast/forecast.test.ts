import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Counters, noCounters } from "../../../../src/api/endpoints/counters.ts";
import { type Forecast, newForecast, observe } from "../../../../src/watch/forecast/forecast.ts";
import { type Outlook, outlook } from "../../../../src/watch/forecast/outlook.ts";
import { accounts, identities } from "../../../support/invented/answers.ts";

const second = 1000;
const minute = 60 * second;
const epoch = Date.parse("2026-11-23T14:00:00Z");
const options = { stallAfterMs: undefined, intervalMs: 5 * second };

/** One successful answer: when, its counters, its status. */
type Poll = readonly [atMs: number, counters: Partial<Counters>, status?: string];

function watched(
  polls: readonly Poll[],
  settings: typeof options | { stallAfterMs: number; intervalMs: number } = options,
): Forecast {
  return polls.reduce((forecast, [at, counters, status = "ACCOUNTS_COLLECTED"]) => {
    const times = { answeredAt: epoch + at, receivedAt: epoch + at };
    const answer = { status, counters: { ...noCounters, ...counters }, ...times };
    return observe(forecast, answer, at, settings);
  }, newForecast());
}

/** What is shown at the moment of the last poll. */
function seen(polls: readonly Poll[], settings = options): Outlook {
  return outlook(watched(polls, settings), polls.at(-1)?.[0] ?? 0, settings.intervalMs);
}

/** A poll every 5 s from `from` to `to`, with the counts that `counters` says. */
function everyFive(
  from: number,
  to: number,
  counters: (atMs: number) => Partial<Counters>,
): readonly Poll[] {
  const polls: Poll[] = [];
  for (let at = from; at <= to; at += 5 * second) polls.push([at, counters(at)]);
  return polls;
}

/** `perSecond` accounts a second of `total`, in batches every `batchMs`. */
function inBatches(perSecond: number, total: number, batchMs: number) {
  return (at: number) =>
    accounts(Math.min(total, Math.floor(at / batchMs) * ((perSecond * batchMs) / second)), total);
}

describe("a rate", () => {
  test("is told after two rises and 20 s, and not before", () => {
    const polls = everyFive(0, 20 * second, inBatches(10, 10_000, 5 * second));
    expect(seen(polls.slice(0, 4)).perSecond).toBeUndefined();
    expect(seen(polls.slice(0, 4)).leftMs).toBeUndefined();
    expect(seen(polls).perSecond).toBeCloseTo(10);
  });

  test("is the slope from edge to edge, whatever the batches", () => {
    for (const batchMs of [5 * second, 20 * second, 75 * second]) {
      const polls = everyFive(0, 15 * minute, inBatches(4, 100_000, batchMs));
      expect(seen(polls).perSecond).toBeCloseTo(4, 1);
    }
  });

  test("is not lowered by the silence of two usual gaps, and is by a longer one", () => {
    const counts = (at: number) =>
      accounts(Math.min(30, Math.floor(at / (20 * second))) * 80, 9999);
    const afterLast = (ms: number) => seen(everyFive(0, 10 * minute + ms, counts)).perSecond ?? 0;
    expect(afterLast(40 * second)).toBeCloseTo(4);
    expect(afterLast(60 * second)).toBeLessThan(4);
  });

  test("does not move when a total does", () => {
    const polls = everyFive(0, 5 * minute, inBatches(4, 5000, 20 * second));
    const moved: Poll = [5 * minute + 5000, { ...polls.at(-1)?.[1], totalAccounts: 9000 }];
    expect(seen([...polls, moved]).perSecond).toBe(
      seen([...polls, [moved[0], polls.at(-1)?.[1] ?? {}]]).perSecond,
    );
  });

  test("is not told of a counter that is through", () => {
    const polls = everyFive(0, 5 * minute, inBatches(10, 1000, 20 * second));
    expect(seen(polls)).toMatchObject({ perSecond: undefined, leftMs: undefined });
  });

  test("starts over where a count falls, at RETRIED and where the machine slept", () => {
    const polls = everyFive(0, 5 * minute, inBatches(4, 5000, 20 * second));
    const now = 5 * minute + 5 * second;
    expect(seen([...polls, [now, accounts(10, 5000)]]).perSecond).toBeUndefined();
    expect(seen([...polls, [now, {}, "RETRIED"]]).perSecond).toBeUndefined();
    const answer = {
      status: "ACCOUNTS_COLLECTED",
      counters: { ...noCounters, ...accounts(1300, 5000) },
    };
    const later = (answeredAt: number, receivedAt: number) => {
      const times = { answeredAt: epoch + answeredAt, receivedAt: epoch + receivedAt };
      return outlook(observe(watched(polls), { ...answer, ...times }, now, options), now, 5000);
    };
    const hour = 60 * minute;
    expect(later(hour, hour).perSecond).toBeUndefined();
    // A gateway with another clock, and a clock that was set here.
    expect(later(hour, now).perSecond).toBeDefined();
    expect(later(now, hour).perSecond).toBeDefined();
  });

  test("is the same where two gateways with clocks minutes apart answer by turns", () => {
    const polls = everyFive(0, 5 * minute, inBatches(4, 5000, 20 * second));
    const byTurns = polls.reduce((forecast, [at, counters], index) => {
      const apartMs = index % 2 === 0 ? 0 : 4 * minute;
      const times = { answeredAt: epoch + at + apartMs, receivedAt: epoch + at };
      const said = { status: "ACCOUNTS_COLLECTED", counters: { ...noCounters, ...counters } };
      return observe(forecast, { ...said, ...times }, at, options);
    }, newForecast());
    expect(outlook(byTurns, 5 * minute, 5000)).toEqual(seen(polls));
  });
});

describe("a finish", () => {
  test("is where the last open counter's rate leads to", () => {
    const counts = (at: number) => ({
      ...inBatches(10, 6000, 10 * second)(at),
      ...identities(Math.floor(at / (10 * second)) * 20, 6000),
    });
    const { leftMs, lastCounter } = seen(everyFive(0, 4 * minute, counts));
    expect(lastCounter).toBe("identities");
    expect((leftMs ?? 0) / minute).toBeCloseTo(46, 0);
  });

  test("is blank where accounts have not begun, and says which", () => {
    const counts = (at: number) => ({
      ...identities(Math.floor(at / (10 * second)) * 100, 6000),
      ...accounts(0, 500),
    });
    expect(seen(everyFive(0, 4 * minute, counts))).toMatchObject({
      leftMs: undefined,
      notBegun: "accounts",
    });
  });

  describe("of identities that have not begun", () => {
    const counts = (total: number) => (at: number) => ({
      ...inBatches(10, 6000, 10 * second)(at),
      ...identities(0, total),
    });
    const end = 10 * minute;

    test("is known as soon as the accounts' rate is, and says which have not begun", () => {
      expect(seen(everyFive(0, 15 * second, counts(6000))).leftMs).toBeUndefined();
      expect(seen(everyFive(0, 4 * minute, counts(6000)))).toMatchObject({
        leftMs: expect.any(Number),
        lastCounter: "identities",
        notBegun: "identities",
        rateOf: "accounts",
        perSecond: expect.closeTo(10),
      });
    });

    test("takes each to last as long as an account, and a wide range", () => {
      const { leftMs = 0, rangeMs } = seen(everyFive(0, end, counts(3000)));
      expect(leftMs / minute).toBeCloseTo(5, 0);
      expect((rangeMs?.high ?? 0) / (rangeMs?.low ?? 1)).toBeGreaterThan(4);
    });

    test("takes them to wait for all accounts, the likelier the longer they have waited", () => {
      // Their own time is that of the accounts: 10 minutes.
      const waitShare = (at: number) => {
        const { leftMs = 0 } = seen(everyFive(0, at, counts(6000)));
        return (leftMs - 10 * minute) / (end - at);
      };
      expect(waitShare(1 * minute)).toBeCloseTo(0.55, 1);
      expect(waitShare(8 * minute)).toBeCloseTo(0.9, 1);
    });

    test("is that of their own rate once that is known", () => {
      const begun = (at: number) => ({
        ...inBatches(10, 6000, 10 * second)(at),
        ...identities(Math.floor(Math.max(0, at - end) / (10 * second)) * 20, 6000),
      });
      const left = (at: number) => seen(everyFive(0, at, begun)).leftMs ?? Number.NaN;
      expect(left(end + 10 * second)).toBeGreaterThan(0);
      expect(left(end + 4 * minute) / minute).toBeCloseTo(46, 0);
    });
  });

  test("moves smoothly: a total that doubles does not double it at once", () => {
    const polls = everyFive(0, 5 * minute, inBatches(4, 4800, 20 * second));
    const before = seen(polls).finishAt ?? 0;
    const grown: Poll = [5 * minute + 5000, { ...polls.at(-1)?.[1], totalAccounts: 9600 }];
    const after = seen([...polls, grown]).finishAt ?? 0;
    expect(after - before).toBeGreaterThan(minute);
    expect(after - before).toBeLessThan(8 * minute);
  });

  test("is blank while the last answer is older than 30 s and three intervals", () => {
    const forecast = watched(everyFive(0, 5 * minute, inBatches(4, 4800, 20 * second)));
    expect(outlook(forecast, 5 * minute + 30_000, 5000).leftMs).toBeDefined();
    expect(outlook(forecast, 5 * minute + 30_001, 5000).leftMs).toBeUndefined();
    expect(outlook(forecast, 5 * minute + 40_000, 20_000).leftMs).toBeDefined();
  });

  test("comes with a range, wider where the recent rate is another than the overall one", () => {
    const counts = (at: number) =>
      accounts(at < 10 * minute ? at / 100 : 6000 + (at - 10 * minute) / 400, 12_000);
    const width = (atMs: number) => {
      const { rangeMs, leftMs = 0 } = seen(everyFive(0, atMs, counts));
      expect(rangeMs?.low).toBeLessThan(leftMs);
      expect(rangeMs?.high).toBeGreaterThan(leftMs);
      return (rangeMs?.high ?? 0) / (rangeMs?.low ?? 1);
    };
    expect(width(14 * minute)).toBeGreaterThan(1.2 * width(8 * minute));
  });
});

describe("a stall", () => {
  const rhythm = (until: number) => (at: number) =>
    accounts(Math.floor(Math.min(at, until) / (20 * second)) * 80, 100_000);

  test("is told after eight usual gaps of silence and two polls", () => {
    const counts = rhythm(5 * minute);
    expect(seen(everyFive(0, 5 * minute + 170 * second, counts)).stalledMs).toBeUndefined();
    expect(seen(everyFive(0, 5 * minute + 175 * second, counts)).stalledMs).toBe(175 * second);
  });

  test("is never told within a minute, nor before three polls", () => {
    const fast = (at: number) => accounts(Math.min(at, 2 * minute) / 100, 100_000);
    expect(seen(everyFive(0, 3 * minute, fast)).stalledMs).toBeUndefined();
    expect(seen(everyFive(0, 3 * minute + 5000, fast)).stalledMs).toBe(65 * second);
    const outage: readonly Poll[] = [
      ...everyFive(0, 2 * minute, fast),
      [4 * minute, fast(2 * minute)],
      [4 * minute + 5000, fast(2 * minute)],
    ];
    expect(seen(outage).stalledMs).toBeUndefined();
    expect(seen([...outage, [4 * minute + 10_000, fast(2 * minute)]]).stalledMs).toBe(130 * second);
  });

  test("without a known rhythm is told after 10 minutes, at 0 of N, too", () => {
    const still = () => accounts(0, 5000);
    expect(seen(everyFive(0, 10 * minute, still)).stalledMs).toBeUndefined();
    expect(seen(everyFive(0, 10 * minute + 5000, still)).stalledMs).toBe(10 * minute + 5000);
  });

  test("is not told of identities that waited for accounts, however long those took", () => {
    const end = 25 * minute;
    const counts = (at: number) => ({
      ...inBatches(1, 1500, 20 * second)(at),
      ...identities(0, 500),
    });
    for (const at of [end, end + 5 * second, end + 10 * minute]) {
      expect(seen(everyFive(0, at, counts)).stalledMs).toBeUndefined();
    }
    const later = everyFive(0, end + 10 * minute + 5 * second, counts);
    expect(seen(later).stalledMs).toBe(10 * minute + 5 * second);
  });

  test("is not told of a job that has been as quiet for half as long before", () => {
    const quiet = (untilMs: number, forMs: number) => (at: number) =>
      rhythm(Number.POSITIVE_INFINITY)(at < untilMs ? at : Math.max(untilMs, at - forMs));
    const once = quiet(5 * minute, 150 * second);
    const thenStill = (at: number) => once(Math.min(at, 15 * minute));
    expect(seen(everyFive(0, 15 * minute + 300 * second, thenStill)).stalledMs).toBeUndefined();
    expect(seen(everyFive(0, 15 * minute + 360 * second, thenStill)).stalledMs).toBeDefined();
  });

  test("that was none does not make the rate greater than it was", () => {
    // Twelve gaps at once, and all that was done in them at the end.
    const counts = (at: number) => {
      const batch = Math.floor(at / (20 * second));
      return accounts((batch > 20 && batch < 32 ? 20 : batch) * 80, 100_000);
    };
    expect(seen(everyFive(0, 638 * second, counts)).stalledMs).toBeDefined();
    const over = seen(everyFive(0, 15 * minute, counts));
    expect(over.stalledMs).toBeUndefined();
    expect(over.perSecond).toBeCloseTo(4, 1);
    expect(over.overallPerSecond).toBeCloseTo(4, 1);
  });

  test("of one counter is none while the other moves", () => {
    const counts = (at: number) => ({
      ...rhythm(minute)(at),
      ...identities(Math.floor(at / (20 * second)) * 5, 100_000),
    });
    expect(seen(everyFive(0, 20 * minute, counts)).stalledMs).toBeUndefined();
  });

  test("is none while the source is read, however long that takes", () => {
    const polls = everyFive(0, 120 * minute, () => ({})).map(([at]): Poll => [at, {}, "STARTED"]);
    expect(seen(polls).stalledMs).toBeUndefined();
  });

  test("blanks the time left, and does not slow the rate once it is over", () => {
    const pause = 4 * minute;
    const counts = (at: number) =>
      rhythm(Number.POSITIVE_INFINITY)(at < 5 * minute ? at : Math.max(5 * minute, at - pause));
    const stalled = seen(everyFive(0, 8 * minute, counts));
    expect(stalled).toMatchObject({
      leftMs: undefined,
      perSecond: 0,
      stalledMs: expect.any(Number),
    });
    const over = seen(everyFive(0, 10 * minute, counts));
    expect(over.stalledMs).toBeUndefined();
    expect(over.perSecond).toBeCloseTo(4, 0);
  });

  test("is told of a job that is all processed and not COMPLETED after 5 minutes", () => {
    const counts = (at: number) => accounts(Math.min(1000, at / 100), 1000);
    const closedAt = 100 * second;
    expect(seen(everyFive(0, closedAt + 5 * minute, counts)).stalledMs).toBeUndefined();
    expect(seen(everyFive(0, closedAt + 5 * minute + 5000, counts)).stalledMs).toBeGreaterThan(
      5 * minute,
    );
  });

  test("--stall-after takes the place of all of it, while the source is read as well", () => {
    const settings = { stallAfterMs: 30 * second, intervalMs: 5 * second };
    const quiet = watched(
      everyFive(0, 35 * second, () => accounts(0, 5000)),
      settings,
    );
    expect(quiet.stalledMs).toBe(35 * second);
    const polls = everyFive(0, 35 * second, () => ({})).map(([at]): Poll => [at, {}, "STARTED"]);
    expect(watched(polls, settings).stalledMs).toBe(35 * second);
  });
});

describe("a gap that says nothing about the rhythm", () => {
  test("a stall is left out of the rate of each counter, though they resume at different polls", () => {
    const end = 5 * minute;
    const pause = 10 * minute;
    const resumed = (delay: number) => (at: number) => {
      const counted = (late: number) =>
        Math.floor((at < end ? at : Math.max(end, at - pause - late)) / (20 * second)) * 80;
      return { ...accounts(counted(0), 9000), ...identities(counted(delay), 9000) };
    };
    const together = seen(everyFive(0, 20 * minute, resumed(0))).leftMs ?? 0;
    const apart = seen(everyFive(0, 20 * minute, resumed(40 * second))).leftMs ?? 0;
    expect(apart / together).toBeGreaterThan(0.9);
    expect(apart / together).toBeLessThan(1.3);
  });

  test("a counter that was through until its total grew is not stalled for that", () => {
    const counts = (at: number) =>
      at <= 10 * minute
        ? accounts(Math.min(1200, Math.floor(at / (20 * second)) * 80), 1200)
        : accounts(1200 + Math.floor((at - 10 * minute) / (20 * second)) * 80, 6000);
    const grown = seen(everyFive(0, 10 * minute + 5 * second, counts));
    expect(grown.stalledMs).toBeUndefined();
    const later = seen(everyFive(0, 15 * minute, counts));
    expect(later.perSecond).toBeCloseTo(4, 0);
  });
});

test("property: never negative, never NaN, whatever the counts do", () => {
  const poll = fc.record({
    afterMs: fc.integer({ min: 1, max: 120_000 }),
    processedAccounts: fc.option(fc.nat(500), { nil: undefined }),
    totalAccounts: fc.option(fc.nat(500), { nil: undefined }),
    processedIdentities: fc.option(fc.nat(500), { nil: undefined }),
    totalIdentities: fc.option(fc.nat(500), { nil: undefined }),
    status: fc.constantFrom("STARTED", "ACCOUNTS_COLLECTED", "ACCOUNTS_COLLECTED", "RETRIED"),
  });
  fc.assert(
    fc.property(fc.array(poll, { maxLength: 60 }), fc.nat(200_000), (steps, laterMs) => {
      let now = 0;
      let forecast = newForecast();
      for (const { afterMs, status, ...counters } of steps) {
        now += afterMs;
        const answer = {
          status,
          counters: { ...noCounters, ...counters },
          answeredAt: epoch + now,
          receivedAt: epoch + now,
        };
        forecast = observe(forecast, answer, now, options);
        for (const at of [now, now + laterMs]) {
          const { leftMs, perSecond, overallPerSecond, stalledMs, rangeMs } = outlook(
            forecast,
            at,
            5000,
          );
          const values = [
            leftMs,
            perSecond,
            overallPerSecond,
            stalledMs,
            rangeMs?.low,
            rangeMs?.high,
          ];
          for (const value of values) {
            expect(value === undefined || (Number.isFinite(value) && value >= 0)).toBe(true);
          }
        }
      }
    }),
  );
});

test("property: only monotonic time counts: the wall clock may jump by less than a sleep", () => {
  fc.assert(
    fc.property(fc.integer({ min: -86_400_000, max: 86_400_000 }), (shift) => {
      const polls = everyFive(0, 5 * minute, inBatches(4, 5000, 20 * second));
      const shifted = polls.reduce((forecast, [at, counters]) => {
        const answer = {
          status: "ACCOUNTS_COLLECTED",
          counters: { ...noCounters, ...counters },
          answeredAt: epoch + shift + at,
          receivedAt: epoch + at,
        };
        return observe(forecast, answer, at, options);
      }, newForecast());
      expect(outlook(shifted, 5 * minute, 5000)).toEqual(seen(polls));
    }),
  );
});
