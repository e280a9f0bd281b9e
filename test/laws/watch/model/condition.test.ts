import { describe, expect, test } from "vitest";
import type { Counters } from "../../../../src/api/endpoints/counters.ts";
import { conditionLooks, lookOf } from "../../../../src/wording/states.ts";
import { conditionOrder, conditions, type Group } from "../../../../src/watch/model/condition.ts";
import type { Ending } from "../../../../src/watch/model/ending.ts";
import { newWatch, type Watch } from "../../../../src/watch/model/watch.ts";
import { offline } from "../../../support/invented/watches.ts";
import { accounts, answer, identities } from "../../../support/invented/answers.ts";

const fresh = newWatch({ id: "a", label: undefined }, 0);
const at = { elapsed: 0, wall: 0 };

function answered(status: string | undefined, counters = {}): Watch {
  const said = answer(status, counters);
  return { ...fresh, status, counters: said.counters, lastAnswer: { ...at, answeredAt: 0 } };
}

function stalled(watch: Watch): Watch {
  return { ...watch, forecast: { ...watch.forecast, stalledMs: 60_000 } };
}

/** What is to be seen of it. */
function look(watch: Watch): readonly [string, string, string] {
  const { word, glyph, group } = lookOf(watch);
  return [word, glyph, group];
}

describe("what has not ended", () => {
  test.for<readonly [string, Watch, readonly [string, string, string]]>([
    ["never answered", fresh, ["CONNECTING", "·", "running"]],
    ["STARTED", answered("STARTED"), ["COLLECTING", "~", "running"]],
    [
      "ACCOUNTS_COLLECTED",
      answered("ACCOUNTS_COLLECTED", accounts(1, 2)),
      ["PROCESSING", "▸", "running"],
    ],
    ["RETRIED", answered("RETRIED", accounts(2, 2)), ["RETRIED", "↺", "running"]],
    ["a status nobody published", answered("MERGING"), ["MERGING", "?", "running"]],
    ["an answer without a status", answered(undefined), ["NO STATUS", "?", "running"]],
    ["a stall", stalled(answered("ACCOUNTS_COLLECTED")), ["STALLED", "!", "problem"]],
    [
      "faults, in a stall as well",
      offline(stalled(answered("ACCOUNTS_COLLECTED"))),
      ["OFFLINE", "↯", "problem"],
    ],
    [
      "faults, whatever was answered before",
      offline(answered("STARTED")),
      ["OFFLINE", "↯", "problem"],
    ],
    ["faults from the first request on", offline(fresh), ["OFFLINE", "↯", "problem"]],
  ])("%s", ([, watch, expected]) => {
    expect(look(watch)).toEqual(expected);
  });
});

/** The word for these counters, once the source is read. */
function collected(counters: Partial<Counters>): string {
  return lookOf(answered("ACCOUNTS_COLLECTED", counters)).word;
}

describe("finishing", () => {
  test("is where all that is to be processed is processed, and COMPLETED is missing", () => {
    expect(look(answered("ACCOUNTS_COLLECTED", accounts(5, 5)))).toEqual([
      "FINISHING",
      "▸",
      "running",
    ]);
    expect(collected({ ...accounts(5, 5), ...identities(3, 3) })).toBe("FINISHING");
    expect(collected({ ...accounts(6, 5), ...identities(3, 3) })).toBe("FINISHING");
    expect(collected({ ...accounts(0, 0), ...identities(3, 3) })).toBe("FINISHING");
  });

  test("is not where accounts or identities are left", () => {
    expect(collected({ ...accounts(4, 5), ...identities(3, 3) })).toBe("PROCESSING");
    expect(collected({ ...accounts(5, 5), ...identities(2, 3) })).toBe("PROCESSING");
    expect(collected({ totalAccounts: 5 })).toBe("PROCESSING");
  });

  test("is not where there is nothing to process, or nothing is known", () => {
    expect(collected(accounts(0, 0))).toBe("PROCESSING");
    expect(collected({ ...accounts(0, 0), ...identities(0, 0) })).toBe("PROCESSING");
    expect(collected({})).toBe("PROCESSING");
  });

  test("is not waited for with deletions, which are accounts as well", () => {
    const deletions = { totalAccountsMarkedForDeletion: 9, deletedAccounts: 1 };
    expect(collected({ ...accounts(5, 5), ...deletions })).toBe("FINISHING");
  });
});

const givenUp: Ending = {
  kind: "GIVEN_UP",
  at: 0,
  reason: "ECONNRESET",
  tries: 9,
  since: 0,
  lastAnswerAt: undefined,
  requestId: undefined,
};

describe("an end", () => {
  const table: readonly (readonly [Ending, readonly [string, string, string]])[] = [
    [{ kind: "COMPLETED", at: 0, isSeenRunning: true, tookMs: 0 }, ["COMPLETED", "✓", "done"]],
    [{ kind: "CANCELLED", at: 0, isSeenRunning: true, tookMs: 0 }, ["CANCELLED", "−", "problem"]],
    [{ kind: "TERMINATED", at: 0, isSeenRunning: true, tookMs: 0 }, ["TERMINATED", "✗", "problem"]],
    [{ kind: "FAILED", at: 0, isSeenRunning: true, tookMs: 0 }, ["FAILED", "✗", "problem"]],
    [{ kind: "EXPIRED", at: 0, lastAnswerAt: 0, isHourLater: false }, ["EXPIRED", "?", "problem"]],
    [{ kind: "NOT_FOUND", at: 0 }, ["NOT FOUND", "?", "problem"]],
    [givenUp, ["GIVEN UP", "?", "problem"]],
    [
      { kind: "REFUSED", at: 0, httpStatus: 403, text: "", requestId: undefined },
      ["REFUSED", "✗", "problem"],
    ],
    [{ kind: "SIGN_IN_REFUSED", at: 0, text: "" }, ["REFUSED", "✗", "problem"]],
  ];

  test.for(table)("is seen, whatever came before: %o", ([ending, expected]) => {
    const last = answered("STARTED");
    for (const before of [fresh, answered("MERGING"), offline(last), stalled(last)]) {
      expect(look({ ...before, ending })).toEqual(expected);
    }
  });
});

test("the group can be told without colours: no glyph of what is well is one of a problem", () => {
  const glyphsOf = (group: Group) =>
    conditionOrder
      .filter((condition) => conditions[condition].group === group)
      .map((condition) => conditionLooks[condition].glyph);
  expect(glyphsOf("done").filter((glyph) => glyphsOf("problem").includes(glyph))).toEqual([]);
  expect(glyphsOf("done").filter((glyph) => glyphsOf("running").includes(glyph))).toEqual([]);
});

test("no two conditions have the same word or the same place", () => {
  const looks = Object.values(conditionLooks);
  const meanings = Object.values(conditions);
  const places = looks.map((_, place) => place);
  expect(new Set(looks.map(({ word }) => word)).size).toBe(looks.length);
  expect(new Set(meanings.map(({ order }) => order))).toEqual(new Set(places));
});

test("each problem has a rank of its own, before what runs, before what is done", () => {
  const ranksOf = (group: Group) =>
    Object.values(conditions)
      .filter((one) => one.group === group)
      .map(({ rank }) => rank);
  const problems = ranksOf("problem");
  expect(new Set(problems).size).toBe(problems.length);
  expect(Math.max(...problems)).toBeLessThan(Math.min(...ranksOf("running")));
  expect(Math.max(...ranksOf("running"))).toBeLessThan(Math.min(...ranksOf("done")));
});
