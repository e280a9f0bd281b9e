import { describe, expect, test } from "vitest";
import { type Counters, noCounters } from "../../../src/api/endpoints/counters.ts";
import { doublingMs, faultWaitMs } from "../../../src/client/backoff.ts";
import {
  afterDivision,
  afterWaitEnded,
  allowance,
  openBudget,
  waitLeftMs,
} from "../../../src/client/budget.ts";
import { changesBetween } from "../../../src/watch/decide/changes.ts";
import { isEmpty, nextCounters, saidCounters } from "../../../src/watch/forecast/counters.ts";
import type { AggregationEvent } from "../../../src/watch/model/event.ts";
import { type LogEntry, logged } from "../../../src/watch/model/log.ts";
import { giveUpAt } from "../../../src/watch/decide/give-up.ts";
import { hasNoChanges, isAllProcessed } from "../../../src/watch/forecast/progress.ts";
import { offlineAt } from "../../../src/watch/decide/offline.ts";
import { nextPollAt, soonestPollAt } from "../../../src/watch/decide/schedule.ts";
import { isBad } from "../../../src/watch/model/verdict.ts";
import { noWaits, withWait } from "../../../src/watch/model/waits.ts";
import { accounts, identities } from "../../support/invented/answers.ts";
import { live, offline, stalled } from "../../support/invented/watches.ts";

describe("the wait after a fault", () => {
  const fullJitterMs = (tries: number, jitter: number) =>
    faultWaitMs({ retryAfterMs: undefined }, tries, jitter);

  test("is at most a second, doubled with each fault up to a minute", () => {
    expect([1, 2, 3, 6, 7, 8, 99].map((tries) => fullJitterMs(tries, 1))).toEqual([
      1000, 2000, 4000, 32_000, 60_000, 60_000, 60_000,
    ]);
    expect([0, 5, 6].map(doublingMs)).toEqual([1000, 32_000, 60_000]);
  });

  test("is any part of that, and a quarter of a second at least", () => {
    expect(fullJitterMs(3, 0.5)).toBe(2000);
    expect(fullJitterMs(1, 0.25)).toBe(250);
    expect(fullJitterMs(9, 0)).toBe(250);
  });

  test("is what the answer asked for, where that is longer", () => {
    expect(faultWaitMs({ retryAfterMs: 1001 }, 1, 1)).toBe(1001);
    expect(faultWaitMs({ retryAfterMs: 999 }, 1, 1)).toBe(1000);
  });
});

describe("the soonest poll", () => {
  test("comes two seconds after the last, or after the interval where that is shorter", () => {
    expect(soonestPollAt(1000, 1200, 5000)).toBe(3000);
    expect(soonestPollAt(1000, 1200, 1500)).toBe(2500);
  });

  test("comes a second after a slow answer, or after a shorter interval", () => {
    expect(soonestPollAt(1000, 9000, 5000)).toBe(10_000);
    expect(nextPollAt(0, 5000, 400)).toBe(5400);
    expect(nextPollAt(0, 4000, 5000)).toBe(5000);
    expect(nextPollAt(0, 4001, 5000)).toBe(5001);
  });
});

describe("a budget", () => {
  test("is divided among the watchers, and never less than one request in 10 s", () => {
    const shared = (watchers: number) => allowance(afterDivision(openBudget(), watchers), 0);
    expect([1, 2, 3, 50, 51, 500].map(shared)).toEqual([50, 25, 16, 1, 1, 1]);
    const alone = openBudget();
    expect(afterDivision(alone, 1)).toBe(alone);
  });

  test("says how long a 429 still keeps everything back, until the user ends that", () => {
    const closed = { ...openBudget(), closedUntil: 5000, factorAtClosing: 0.7 };
    expect([0, 4999, 5000, 6000].map((now) => waitLeftMs(closed, now))).toEqual([5000, 1, 0, 0]);
    expect(afterWaitEnded(closed, 3000)).toEqual({ ...closed, closedUntil: 3000 });
    expect(afterWaitEnded(closed, 5000)).toBe(closed);
    expect(afterWaitEnded(closed, 6000)).toBe(closed);
  });
});

describe("the patience with faults", () => {
  const failing = offline(live("a", "STARTED"));

  test("is without end, unless the user set one", () => {
    expect(giveUpAt(failing, undefined)).toBe(Number.POSITIVE_INFINITY);
    expect(giveUpAt(live("a", "STARTED"), 1000)).toBe(Number.NEGATIVE_INFINITY);
  });

  test("counts from the first fault, without the time that a 429 took since then", () => {
    expect(giveUpAt(failing, 60_000)).toBe(60_000);
    const waits = withWait(noWaits, { from: 10, until: 310 });
    expect(giveUpAt({ ...failing, waits }, 60_000)).toBe(60_300);
    const fault = failing.fault && { ...failing.fault, waitedMs: 300 };
    expect(giveUpAt({ fault, waits }, 60_000)).toBe(60_000);
  });
});

describe("the log of an id", () => {
  const fault = (reason: string): AggregationEvent => ({
    type: "fault",
    reason,
    tries: 1,
    waitMs: 1,
    requestId: undefined,
    isOffline: false,
  });
  const missing: AggregationEvent = { type: "missing", times: 1, waitMs: 1 };
  const wait = { type: "wait", waitMs: 1 } as const;
  const still: AggregationEvent = { type: "stalled", quietMs: 1 };

  const log = (...events: readonly (AggregationEvent | typeof wait)[]) =>
    events
      .reduce<readonly LogEntry[]>((entries, event, at) => logged(entries, event, at), [])
      .map(({ event, times, at }) => [event.type, times, at]);

  test("counts the same trouble in a row, and has its last time", () => {
    expect(log(fault("a"), fault("a"), fault("a"))).toEqual([["fault", 3, 2]]);
    expect(log(wait, wait)).toEqual([["wait", 2, 1]]);
    expect(log(missing, missing)).toEqual([["missing", 2, 1]]);
  });

  test("has everything else one by one, newest first", () => {
    expect(log(fault("a"), fault("b")).map(([, times]) => times)).toEqual([1, 1]);
    expect(log(still, still)).toHaveLength(2);
    expect(log(wait, missing).map(([type]) => type)).toEqual(["missing", "wait"]);
    expect(log(fault("a"), wait, fault("a"))).toHaveLength(3);
  });

  test("keeps two hundred", () => {
    const many = Array.from({ length: 201 }, () => still);
    expect(log(...many)).toHaveLength(200);
    expect(log(...many)[0]).toEqual(["stalled", 1, 200]);
  });
});

describe("the counters to show", () => {
  const seen: Counters = {
    totalAccounts: 10,
    processedAccounts: 5,
    totalAccountsMarkedForDeletion: 4,
    deletedAccounts: 2,
    totalIdentities: 8,
    processedIdentities: 3,
  };
  const doubled: Counters = {
    totalAccounts: 20,
    processedAccounts: 10,
    totalAccountsMarkedForDeletion: 8,
    deletedAccounts: 4,
    totalIdentities: 16,
    processedIdentities: 6,
  };
  const names = Object.keys(seen) as (keyof Counters)[];

  test.for(names)("are what was answered last, and what was seen where %s is absent", (name) => {
    for (const status of ["ACCOUNTS_COLLECTED", "COMPLETED", "NOT_FOUND", "MERGING", undefined]) {
      expect(nextCounters(seen, status, { ...doubled, [name]: undefined })).toEqual({
        ...doubled,
        [name]: seen[name],
      });
    }
    expect(isEmpty(noCounters)).toBe(true);
    expect(isEmpty({ ...noCounters, [name]: 0 })).toBe(false);
  });

  test("are none while the source is read", () => {
    expect(nextCounters(seen, "STARTED", doubled)).toEqual(noCounters);
  });

  test.for(["RETRIED", "CANCELLED", "TERMINATED"])(
    "at %s are those seen, unless a total above 0 is answered",
    (status) => {
      expect(nextCounters(seen, status, noCounters)).toEqual(seen);
      expect(nextCounters(seen, status, { ...doubled, totalAccounts: 0 })).toEqual(seen);
      expect(nextCounters(seen, status, { ...doubled, totalAccounts: 1 })).toMatchObject({
        totalAccounts: 1,
        processedAccounts: 10,
      });
    },
  );

  test("are said of a pair of which one half was answered, and of no other", () => {
    const said = (answered: Partial<Counters>) =>
      saidCounters({ ...noCounters, ...answered }, seen);
    expect(said({})).toEqual(noCounters);
    const ofAccounts = { ...noCounters, ...accounts(5, 10) };
    expect(said({ totalAccounts: 1 })).toEqual(ofAccounts);
    expect(said({ processedAccounts: 1 })).toEqual(ofAccounts);
    const ofIdentities = { ...noCounters, ...identities(3, 8) };
    expect(said({ totalIdentities: 1 })).toEqual(ofIdentities);
    expect(said({ processedIdentities: 1 })).toEqual(ofIdentities);
    expect(said({ deletedAccounts: 2 })).toEqual({ ...noCounters, deletedAccounts: 2 });
  });
});

describe("what an answer changes", () => {
  const counted = (counters: Partial<Counters>) => live("a", "ACCOUNTS_COLLECTED", counters);

  test("is a total that is another, not one that is new or gone", () => {
    const change = (from: Partial<Counters>, to: Partial<Counters>) =>
      changesBetween(counted(from), counted(to));
    for (const counter of [
      "totalAccounts",
      "totalIdentities",
      "totalAccountsMarkedForDeletion",
    ] as const) {
      expect(change({ [counter]: 1 }, { [counter]: 2 })).toEqual([
        { type: "total", counter, from: 1, to: 2 },
      ]);
      expect(change({ [counter]: 2 }, { [counter]: 2 })).toEqual([]);
      expect(change({}, { [counter]: 2 })).toEqual([]);
      expect(change({ [counter]: 2 }, {})).toEqual([]);
    }
  });

  test("is a stall that is over, which lasted until this answer", () => {
    const standing = stalled(counted(accounts(1, 5)));
    const moving = counted(accounts(2, 5));
    const at = (elapsed: number) => ({ lastAnswer: { elapsed, wall: 0, answeredAt: 0 } });
    expect(changesBetween({ ...standing, ...at(1000) }, { ...moving, ...at(6000) })).toEqual([
      { type: "resumed", afterMs: 242_000 + 5000 },
    ]);
    expect(changesBetween(moving, standing)).toEqual([{ type: "stalled", quietMs: 242_000 }]);
    expect(changesBetween(standing, standing)).toEqual([]);
  });

  test("is an excess once, from the first one over the total on", () => {
    const change = (from: number, to: number) =>
      changesBetween(counted(accounts(from, 5)), counted(accounts(to, 5)));
    expect(change(4, 5)).toEqual([]);
    expect(change(5, 6)).toEqual([{ type: "excess", of: "accounts", processed: 6, total: 5 }]);
    expect(change(6, 7)).toEqual([]);
    expect(changesBetween(counted(identities(1, 1)), counted(identities(2, 1)))).toEqual([
      { type: "excess", of: "identities", processed: 2, total: 1 },
    ]);
  });
});

describe("progress", () => {
  test("is nothing to do where every total is 0, as far as there are totals", () => {
    expect(hasNoChanges({ ...noCounters, ...accounts(0, 0) })).toBe(true);
    expect(hasNoChanges({ ...noCounters, ...accounts(1, 0) })).toBe(false);
    expect(hasNoChanges({ ...noCounters, ...accounts(0, 0), ...identities(0, 1) })).toBe(false);
    expect(hasNoChanges({ ...noCounters, ...identities(0, 0) })).toBe(false);
  });

  test("is all processed once every counter is, while only COMPLETED is missing", () => {
    const isDone = (counters: Partial<Counters>, status = "ACCOUNTS_COLLECTED") =>
      isAllProcessed(live("a", status, counters));
    expect(isDone(accounts(5, 5))).toBe(true);
    expect(isDone(accounts(4, 5))).toBe(false);
    expect(isDone({ ...accounts(5, 5), ...identities(2, 3) })).toBe(false);
    expect(isDone({ ...accounts(0, 0), ...identities(3, 3) })).toBe(true);
    expect(isDone(accounts(0, 0))).toBe(false);
    expect(isDone({})).toBe(false);
    expect(isDone(accounts(5, 5), "STARTED")).toBe(false);
  });
});

test("a verdict is bad where the aggregation went wrong, and in no other case", () => {
  const kinds = ["SUCCESS", "WARNING", "ERROR", "TERMINATED", "TEMP_ERROR", "UNREADABLE"] as const;
  const bad = new Set<string>(["ERROR", "TERMINATED", "TEMP_ERROR"]);
  for (const kind of kinds) expect(isBad({ kind })).toBe(bad.has(kind));
  expect(isBad(undefined)).toBe(false);
});

test("an id counts as offline 30 s after the first unanswered request, waits for a 429 left out", () => {
  const { fault } = offline(live("a", "STARTED"));
  const waits = { earlierMs: 60_000, last: [] };
  const at = (waitedMs: number) =>
    fault &&
    offlineAt({ fault: { ...fault, isOffline: false, unansweredSince: 7, waitedMs }, waits });
  expect(at(0)).toBe(90_007);
  expect(at(60_000)).toBe(30_007);
});
