import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  afterLimit,
  afterSending,
  type Budget,
  type Lane,
  nextSendAt,
  nextSpacedAt,
  openBudget,
} from "../../../src/client/budget.ts";
import { nextTurn, type QueuedRequest, type TurnLane } from "../../../src/client/next-turn.ts";
import { createWaitingLines } from "../../../src/client/waiting-lines.ts";

/** The lines of these requests, which are called by their names. */
function linesOf(requests: Readonly<Record<string, QueuedRequest>>) {
  const lines = createWaitingLines<string>();
  for (const [name, request] of Object.entries(requests)) lines.place(name, request);
  return lines;
}

/** A budget from which so many of a lane have left at once, long after the first moment. */
function sent(lane: Lane, times: number, at = 20_000): Budget {
  let budget = openBudget();
  for (let turn = 0; turn < times; turn += 1) budget = afterSending(budget, lane, at);
  return budget;
}

function turnOf(
  requests: Readonly<Record<string, QueuedRequest>>,
  budget = openBudget(),
  now = 20_000,
) {
  const turn = nextTurn(linesOf(requests).heads(), budget, now);
  return turn && [turn.request.one, turn.lane, turn.at];
}

const wish = (lane: TurnLane, dueAt = 0): QueuedRequest => ({ lane, dueAt });

describe("the next turn", () => {
  test("does not come where no request waits, or only what is held", () => {
    expect(turnOf({})).toBeUndefined();
    expect(turnOf({ held: wish("held") })).toBeUndefined();
  });

  test("comes when the budget lets it, at once where it does", () => {
    const budget = sent("poll", 1);
    expect(turnOf({ a: wish("poll") }, budget, 20_050)).toEqual(["a", "poll", 20_200]);
    expect(turnOf({ a: wish("poll") }, budget, 20_300)).toEqual(["a", "poll", 20_300]);
    const limit = { retryAfterMs: 12_000, leftAt: 20_000, jitter: 0 };
    const closed = afterLimit(budget, limit, 20_100);
    expect(turnOf({ a: wish("other") }, closed, 20_300)).toEqual(["a", "other", 32_100]);
  });

  test.for(["other", "prompt"] as const)("comes at once in a burst for %s", (lane) => {
    const counted = lane === "other" ? "other" : "poll";
    expect(turnOf({ a: wish(lane) }, sent("poll", 49))).toEqual(["a", counted, 20_000]);
    expect(turnOf({ a: wish(lane) }, sent("poll", 50))).toEqual(["a", counted, 30_001]);
  });

  test.for(["poll", "early"] as const)("comes in its time for %s, which is spaced", (lane) => {
    const counted = lane === "early" ? "other" : "poll";
    expect(turnOf({ a: wish(lane) }, sent("poll", 20))).toEqual(["a", counted, 24_000]);
  });

  test("is a key's, then an early poll's, then the most overdue poll's", () => {
    const poll = wish("poll", 1);
    const early = wish("early", 2);
    expect(turnOf({ poll, early, key: wish("other", 3) })?.[0]).toBe("key");
    expect(turnOf({ poll, early })?.[0]).toBe("early");
    expect(turnOf({ poll })?.[0]).toBe("poll");
  });

  test("is a poll's where the others have had their fifth, and theirs where no poll waits", () => {
    const requests = { poll: wish("poll"), key: wish("other") };
    expect(turnOf(requests, sent("other", 9))?.[0]).toBe("key");
    expect(turnOf(requests, sent("other", 10))).toEqual(["poll", "poll", 22_000]);
    expect(turnOf({ key: wish("other") }, sent("other", 10))).toEqual(["key", "other", 20_000]);
  });

  test("is spaced for a key beyond the fifth, so that none uses up the window", () => {
    const key: QueuedRequest = { ...wish("other"), isUrgent: true };
    expect(turnOf({ key }, sent("other", 9))).toEqual(["key", "other", 20_000]);
    expect(turnOf({ key }, sent("other", 10))).toEqual(["key", "other", 22_000]);
  });

  test("is no early poll's where that would take the last of the fifth from a key", () => {
    const requests = { poll: wish("poll"), early: wish("early") };
    expect(turnOf(requests, sent("other", 7), 25_000)?.[0]).toBe("early");
    expect(turnOf(requests, sent("other", 8), 25_000)?.[0]).toBe("poll");
    expect(turnOf({ early: wish("early") }, sent("other", 8), 25_000)?.[0]).toBe("early");
  });

  test("is the most overdue one's of first and later polls, where none may leave sooner", () => {
    const later = { poll: wish("poll", 1), first: wish("prompt", 2) };
    expect(turnOf(later)?.[0]).toBe("poll");
    expect(turnOf(later, sent("poll", 1))?.[0]).toBe("first");
    const sooner = { poll: wish("poll", 2), first: wish("prompt", 1) };
    expect(turnOf(sooner)?.[0]).toBe("first");
  });

  test("property: never comes before the budget lets it, and counts as its lane", () => {
    const request = fc.record(
      {
        lane: fc.constantFrom<TurnLane>("other", "prompt", "early", "poll", "held"),
        dueAt: fc.nat({ max: 20_000 }),
        isUrgent: fc.boolean(),
      },
      { requiredKeys: ["lane", "dueAt"] },
    );
    const counted = { other: "other", early: "other", prompt: "poll", poll: "poll", held: "" };
    const lane = fc.constantFrom<Lane>("poll", "other");
    fc.assert(
      fc.property(fc.array(request), lane, fc.nat({ max: 50 }), (requests, used, times) => {
        const budget = sent(used, times);
        const turn = nextTurn(
          linesOf(Object.fromEntries(requests.entries())).heads(),
          budget,
          20_000,
        );
        expect(turn === undefined).toBe(requests.every((one) => one.lane === "held"));
        if (!turn) return;
        expect(turn.lane).toBe(counted[turn.request.lane]);
        const isSpaced = turn.request.lane === "early" || turn.request.lane === "poll";
        const soonest = (isSpaced ? nextSpacedAt : nextSendAt)(budget, 20_000);
        expect(turn.at).toBeGreaterThanOrEqual(soonest);
      }),
    );
  });
});

describe("a line", () => {
  const order = (requests: Readonly<Record<string, QueuedRequest>>) => {
    const lines = linesOf(requests);
    const names: string[] = [];
    for (let head = lines.heads().poll; head; head = lines.heads().poll) {
      names.push(head.one);
      lines.leave(head.one);
    }
    return names;
  };

  test("has urgent ones first, then the most overdue, then the one that came first", () => {
    const urgent: QueuedRequest = { lane: "poll", dueAt: 90, isUrgent: true };
    const [late, first, equal] = [wish("poll", 30), wish("poll", 10), wish("poll", 10)];
    expect(order({ late, first, equal, urgent })).toEqual(["urgent", "first", "equal", "late"]);
  });

  test("property: is in order, whatever comes and leaves", () => {
    const due = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.boolean()), { maxLength: 30 });
    fc.assert(
      fc.property(due, (given) => {
        const lines = createWaitingLines<number>();
        for (const [one, [dueAt]] of given.entries()) lines.place(one, wish("poll", dueAt));
        for (const [one, [, leaves]] of given.entries()) if (leaves) lines.leave(one);
        const left = given.flatMap(([dueAt, leaves], one) => (leaves ? [] : [{ one, dueAt }]));
        const inOrder = left.toSorted((one, other) => one.dueAt - other.dueAt);
        expect(lines.waiting()).toHaveLength(left.length);
        for (const { one } of inOrder) {
          expect(lines.heads().poll?.one).toBe(one);
          lines.leave(one);
        }
      }),
    );
  });

  test("tells which wishes have changed by themselves, and when the next one does", () => {
    const early = (changesAt: number): QueuedRequest => ({ lane: "early", dueAt: 0, changesAt });
    const lines = linesOf({ soon: early(100), later: early(200), never: wish("early") });
    expect([lines.changed(99), lines.nextChangeAt(99)]).toEqual([[], 100]);
    expect([lines.changed(100), lines.nextChangeAt(100)]).toEqual([["soon"], 200]);
    expect([lines.changed(200), lines.nextChangeAt(200)]).toEqual([["soon", "later"], Infinity]);
  });

  test("property: tells them whatever has come and left meanwhile", () => {
    const step = fc.record({
      one: fc.nat({ max: 5 }),
      changesAt: fc.option(fc.nat({ max: 20 }), { nil: undefined }),
      leaves: fc.boolean(),
      now: fc.nat({ max: 20 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const lines = createWaitingLines<number>();
        const changes = new Map<number, number>();
        for (const { one, changesAt, leaves, now } of steps) {
          changes.delete(one);
          if (leaves) lines.leave(one);
          else lines.place(one, { lane: "early", dueAt: 0, ...(changesAt && { changesAt }) });
          if (!leaves && changesAt) changes.set(one, changesAt);
          const due = [...changes].filter(([, at]) => at <= now).map(([name]) => name);
          expect(new Set(lines.changed(now))).toEqual(new Set(due));
          const later = [...changes.values()].filter((at) => at > now);
          expect(lines.nextChangeAt(now)).toBe(Math.min(...later, Infinity));
        }
      }),
    );
  });
});
