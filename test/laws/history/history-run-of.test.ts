import { describe, expect, test } from "vitest";
import { noCounters } from "../../../src/api/endpoints/counters.ts";
import { noCourse } from "../../../src/history/course-of-run.ts";
import { runOf } from "../../../src/history/run-of.ts";
import type { TaskVerdict } from "../../../src/watch/model/verdict.ts";
import type { Ending, SaidEnding } from "../../../src/watch/model/ending.ts";
import { newForecast } from "../../../src/watch/forecast/forecast.ts";
import { newWatch, type Watch } from "../../../src/watch/model/watch.ts";

const minute = 60_000;
const start = Date.parse("2026-11-23T14:00:00Z");
const tenant = "acme.api.identitynow.com";

/** Seen from its start: 6 minutes of reading, 9 of processing; our own clock is an hour late. */
function whole(changes: Partial<Watch> = {}): Watch {
  const answeredAt = start + 15 * minute;
  return {
    ...newWatch({ id: "a", label: "HR" }, 0),
    counters: { ...noCounters, totalAccounts: 5200, processedAccounts: 5200, totalIdentities: 26 },
    phases: [
      { status: "STARTED", since: start },
      { status: "ACCOUNTS_COLLECTED", since: start + 6 * minute },
      { status: "COMPLETED", since: answeredAt },
    ],
    lastAnswer: { elapsed: 15 * minute, wall: answeredAt - 60 * minute, answeredAt },
    ending: {
      kind: "COMPLETED",
      at: answeredAt - 60 * minute,
      isSeenRunning: true,
      tookMs: 15 * minute,
    },
    ...changes,
  };
}

test("a watch that was seen whole is kept with its times by the tenant's clock, its totals, and no more", () => {
  expect(runOf(whole(), tenant)).toEqual({
    endedAt: start - 45 * minute,
    tenant,
    id: "a",
    source: "HR",
    ending: "COMPLETED",
    verdict: undefined,
    collectingMs: 6 * minute,
    processingMs: 9 * minute,
    tookMs: 15 * minute,
    totalAccounts: 5200,
    totalIdentities: 26,
    totalAccountsMarkedForDeletion: undefined,
    ...noCourse,
  });
});

test("a watch that has not ended is no run yet", () => {
  expect(runOf(whole({ ending: undefined }), tenant)).toBeUndefined();
});

const givenUp = {
  kind: "GIVEN_UP",
  at: 0,
  reason: "ECONNRESET",
  tries: 9,
  since: 0,
  lastAnswerAt: start + 8 * minute,
  requestId: "canary",
} as const;

test("of what was given up, what was seen is kept", () => {
  const phases = [
    { status: "STARTED", since: start },
    { status: "ACCOUNTS_COLLECTED", since: start + 6 * minute },
  ];
  const run = runOf(whole({ phases, ending: givenUp }), tenant);
  expect(run).toMatchObject({
    ending: "GIVEN_UP",
    collectingMs: 6 * minute,
    processingMs: undefined,
    tookMs: undefined,
  });
  expect(JSON.stringify(run)).not.toContain("canary");
});

test.for<Ending>([
  { kind: "NOT_FOUND", at: 0 },
  { kind: "SIGN_IN_REFUSED", at: 0, text: "sign in" },
  { ...givenUp, lastAnswerAt: undefined },
  { kind: "REFUSED", at: 0, httpStatus: 403, text: "not yours", requestId: undefined },
])("an aggregation that was never seen is no run: $kind", (ending) => {
  const unseen = { ...newWatch({ id: "a", label: "HR" }, 0), ending };
  expect(runOf(unseen, tenant)).toBeUndefined();
});

describe("the verdict", () => {
  const messages = [{ type: "ERROR", text: "canary" }] as const;
  const ended = (verdict: TaskVerdict, more: Partial<SaidEnding> = {}) => {
    const at = start + 15 * minute;
    const ending = { kind: "COMPLETED", at, isSeenRunning: true, tookMs: 15 * minute } as const;
    return runOf(whole({ ending: { ...ending, verdict, ...more } }), tenant);
  };

  test("is kept, without its messages", () => {
    const run = ended({ kind: "ERROR", messages });
    expect(run).toMatchObject({ ending: "COMPLETED", verdict: "ERROR" });
    expect(JSON.stringify(run)).not.toContain("canary");
  });

  test("that nobody could read is none", () => {
    expect(ended({ kind: "UNREADABLE", reason: "403" })?.verdict).toBeUndefined();
  });

  test("that alone told of the end leaves open how long the last phase was", () => {
    const run = ended({ kind: "SUCCESS", messages: [] }, { taskEndedAt: start + 14 * minute });
    const phases = [{ status: "STARTED", since: start }];
    expect(run?.tookMs).toBe(15 * minute);
    const unseen = whole({
      phases,
      ending: {
        kind: "COMPLETED",
        at: start,
        isSeenRunning: true,
        tookMs: 15 * minute,
        taskEndedAt: start + 14 * minute,
      },
    });
    expect(runOf(unseen, tenant)?.collectingMs).toBeUndefined();
  });
});

test("what the API said when it refused is not kept", () => {
  const ending = { kind: "REFUSED", at: 0, httpStatus: 403, text: "canary", requestId: "canary" };
  const run = runOf(whole({ ending: ending as Ending }), tenant);
  expect(run?.ending).toBe("REFUSED");
  expect(JSON.stringify(run)).not.toContain("canary");
});

describe("a duration", () => {
  const began = { status: "STARTED", since: start };
  const collected = { status: "ACCOUNTS_COLLECTED", since: start + 6 * minute };

  test("is unknown where we came too late", () => {
    const phases = [{ status: "STARTED", since: undefined }, collected];
    expect(runOf(whole({ phases }), tenant)).toMatchObject({
      collectingMs: undefined,
      processingMs: 9 * minute,
    });
  });

  test("is unknown where there was no such phase", () => {
    const phases = [{ status: "COMPLETED", since: undefined }];
    expect(runOf(whole({ phases }), tenant)).toMatchObject({
      collectingMs: undefined,
      processingMs: undefined,
    });
  });

  test("goes on to the end, where the end is no phase of its own", () => {
    const run = runOf(whole({ phases: [began, collected] }), tenant);
    expect(run?.processingMs).toBe(9 * minute);
  });

  test("is unknown where nobody saw the end", () => {
    const lastAnswerAt = start + 8 * minute;
    const ending = { kind: "EXPIRED", at: 0, lastAnswerAt, isHourLater: true } as const;
    expect(runOf(whole({ phases: [began, collected], ending }), tenant)).toMatchObject({
      collectingMs: 6 * minute,
      processingMs: undefined,
      tookMs: undefined,
    });
  });

  test("is the sum, where a source was read again", () => {
    const phases = [
      began,
      { status: "RETRIED", since: start + 2 * minute },
      { status: "STARTED", since: start + 3 * minute },
      collected,
    ];
    expect(runOf(whole({ phases }), tenant)?.collectingMs).toBe(5 * minute);
  });

  test("is unknown where only a part of that sum was seen", () => {
    const phases = [
      { status: "STARTED", since: undefined },
      { status: "RETRIED", since: start + 2 * minute },
      { status: "STARTED", since: start + 3 * minute },
      collected,
    ];
    expect(runOf(whole({ phases }), tenant)?.collectingMs).toBeUndefined();
  });

  test("is never negative, though the tenant's clock was set back, and whole milliseconds", () => {
    const phases = [began, { status: "ACCOUNTS_COLLECTED", since: start - 0.25 }];
    const ending = { kind: "COMPLETED", at: 0, isSeenRunning: true, tookMs: 0.6 } as const;
    expect(runOf(whole({ phases, ending }), tenant)).toMatchObject({
      collectingMs: 0,
      processingMs: 15 * minute,
      tookMs: 1,
    });
  });
});

describe("time in which no answer came, as in a pause,", () => {
  /** The processing was seen to begin, and the end to come, so long after the answer before. */
  const seenWithin = (beginMs: number, endMs: number) => {
    const phases = [
      { status: "STARTED", since: start },
      { status: "ACCOUNTS_COLLECTED", since: start + 6 * minute, seenWithinMs: beginMs },
      { status: "COMPLETED", since: start + 15 * minute, seenWithinMs: endMs },
    ];
    return runOf(whole({ phases }), tenant);
  };

  test("says nothing of a duration while it is a small part of it", () => {
    expect(seenWithin(90_000, 120_000)).toMatchObject({
      collectingMs: 6 * minute,
      processingMs: 9 * minute,
      tookMs: 15 * minute,
    });
  });

  test("makes those unknown of which it may be a quarter and more", () => {
    expect(seenWithin(92_000, 5000)).toMatchObject({
      collectingMs: undefined,
      processingMs: 9 * minute,
    });
    expect(seenWithin(5000, 140_000)).toMatchObject({
      collectingMs: 6 * minute,
      processingMs: undefined,
      tookMs: 15 * minute,
    });
    expect(seenWithin(5000, 4 * minute)?.tookMs).toBeUndefined();
  });

  test("of half a minute at most leaves a short one known", () => {
    const phases = [{ status: "COMPLETED", since: start, seenWithinMs: 30_000 }];
    const ending = { kind: "COMPLETED", at: start, isSeenRunning: true, tookMs: 40_000 } as const;
    expect(runOf(whole({ phases, ending }), tenant)?.tookMs).toBe(40_000);
  });
});

test("how the work went is kept, in whole milliseconds and hundredths", () => {
  const course = {
    accounts: { total: 5200, tookMs: 480_000.4, quarters: [0.2, 0.456, 0.7] },
    identities: { total: 26, tookMs: 9000.6 },
    beginShare: 0.3149,
    tailMs: 8000.2,
    longestGapMs: 61_000.5,
  } as const;
  expect(runOf(whole({ forecast: { ...newForecast(), course } }), tenant)).toMatchObject({
    accountsMs: 480_000,
    identitiesMs: 9001,
    accountsQuarters: [0.2, 0.46, 0.7],
    identitiesQuarters: undefined,
    beginShare: 0.31,
    tailMs: 8000,
    longestGapMs: 61_001,
  });
});

describe("what was told of the time left", () => {
  const quarter = [4 * minute, 9 * minute, 6 * minute, 14 * minute];
  const half = [7 * minute, 8 * minute, 7 * minute, 9 * minute];
  const toldLeft = [...quarter, ...half];

  test("about the quarter and the half of the run is kept", () => {
    expect(runOf(whole({ toldLeft }), tenant)).toMatchObject({
      toldAtQuarter: {
        atMs: 4 * minute,
        leftMs: 9 * minute,
        leastMs: 6 * minute,
        mostMs: 14 * minute,
      },
      toldAtHalf: {
        atMs: 7 * minute,
        leftMs: 8 * minute,
        leastMs: 7 * minute,
        mostMs: 9 * minute,
      },
    });
  });

  test("is not where the end was not seen, against which it would be held", () => {
    expect(runOf(whole({ toldLeft, ending: givenUp }), tenant)).toMatchObject({
      toldAtQuarter: undefined,
      toldAtHalf: undefined,
    });
  });
});
