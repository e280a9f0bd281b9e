import { describe, expect, test } from "vitest";
import {
  type ApiError,
  NotFoundError,
  RateLimitedError,
  RefusedError,
  SignInRefusedError,
  TransientError,
  UnauthorizedError,
} from "../../../../src/api/http/errors.ts";
import type { StatusAnswer } from "../../../../src/api/tenant.ts";
import { decide } from "../../../../src/watch/decide/decide.ts";
import type { Decision } from "../../../../src/watch/decide/decision.ts";
import { outlook } from "../../../../src/watch/forecast/outlook.ts";
import { knownEnding } from "../../../../src/watch/model/known-ending.ts";
import type { Moment } from "../../../../src/watch/model/moment.ts";
import { newWatch, runningMs, type Watch } from "../../../../src/watch/model/watch.ts";
import { accounts, answer, identities } from "../../../support/invented/answers.ts";

const wallAtStart = Date.parse("2026-11-23T14:00:00Z");
const second = 1000;

function moment(elapsed: number): Moment {
  return { elapsed, wall: wallAtStart + elapsed };
}

const fresh = newWatch({ id: "2c91808477a6b0c60177a81146b8110b", label: undefined }, 0);

function answered(watch: Watch, said: StatusAnswer, at = 0): Decision {
  return decide(
    watch,
    { type: "answered", answer: said, intervalMs: 5000, stallAfterMs: undefined },
    moment(at),
  );
}

function failed(watch: Watch, error: ApiError, at = 0, jitter = 1): Decision {
  return decide(watch, { type: "failed", error, jitter }, moment(at));
}

/** Collected, 100 of 1,000 accounts processed. */
const processing = answered(fresh, answer("ACCOUNTS_COLLECTED", accounts(100, 1000))).watch;

describe("an answer", () => {
  test("is due again an interval after it was asked", () => {
    const asked = decide(fresh, { type: "asked" }, moment(1000)).watch;
    expect(asked.askedAt).toBe(1000);
    const { watch } = answered(asked, answer("STARTED"), 1300);
    expect(watch).toMatchObject({ askedAt: undefined, regularAskAt: 6000 });
  });

  test("tells a new status, with the counters it came with", () => {
    const { events } = answered(fresh, answer("ACCOUNTS_COLLECTED", accounts(0, 5080)));
    expect(events).toMatchObject([
      {
        type: "status",
        from: undefined,
        to: "ACCOUNTS_COLLECTED",
        counters: { totalAccounts: 5080 },
      },
    ]);
  });

  test("that only shows progress tells nothing", () => {
    expect(answered(processing, answer("ACCOUNTS_COLLECTED", accounts(400, 1000))).events).toEqual(
      [],
    );
  });

  test("tells totals that grew and totals that shrank", () => {
    const grown = answered(processing, answer("ACCOUNTS_COLLECTED", accounts(100, 1200)));
    expect(grown.events).toEqual([
      { type: "total", counter: "totalAccounts", from: 1000, to: 1200 },
    ]);
    const shrunk = answered(grown.watch, answer("ACCOUNTS_COLLECTED", accounts(100, 900)));
    expect(shrunk.events).toEqual([
      { type: "total", counter: "totalAccounts", from: 1200, to: 900 },
    ]);
  });

  test("tells once that more is processed than there is", () => {
    const over = answered(processing, answer("ACCOUNTS_COLLECTED", accounts(1100, 1000)));
    expect(over.events).toEqual([{ type: "excess", of: "accounts", processed: 1100, total: 1000 }]);
    expect(answered(over.watch, answer("ACCOUNTS_COLLECTED", accounts(1101, 1000))).events).toEqual(
      [],
    );
  });

  test("without a status is told as such and polled on", () => {
    const { watch, events } = answered(processing, answer(undefined));
    expect(events).toMatchObject([{ type: "status", from: "ACCOUNTS_COLLECTED", to: undefined }]);
    expect(watch.ending).toBeUndefined();
  });

  test.for(["MERGING", "RETRIED", "STARTED", "ACCOUNTS_COLLECTED"])(
    "with the status %s is polled on",
    (status) => {
      expect(answered(processing, answer(status)).watch.ending).toBeUndefined();
    },
  );

  test("says how long it has been running by the tenant's own times", () => {
    const said = { start: wallAtStart, answeredAt: wallAtStart + 900 * second };
    const { watch } = answered(fresh, answer("STARTED", {}, said), 60 * second);
    expect(runningMs(watch, 60 * second)).toBe(900 * second);
    expect(runningMs(watch, 61 * second)).toBe(901 * second);
  });

  test("keeps a start that was said once", () => {
    const said = { start: wallAtStart, answeredAt: wallAtStart };
    const { watch } = answered(fresh, answer("STARTED", {}, said));
    expect(answered(watch, answer("ACCOUNTS_COLLECTED")).watch.start).toBe(wallAtStart);
  });
});

describe("counters", () => {
  test("that are absent change nothing", () => {
    const { watch } = answered(processing, answer("ACCOUNTS_COLLECTED"));
    expect(watch.counters).toMatchObject(accounts(100, 1000));
  });

  test("while a source is read are no counters, even if they are 0", () => {
    const zeros = { ...accounts(0, 0), ...identities(0, 0) };
    expect(answered(fresh, answer("STARTED", zeros)).watch.counters.totalAccounts).toBeUndefined();
  });

  test("of 0 of 0 are a fact once the source is read", () => {
    const { watch } = answered(fresh, answer("ACCOUNTS_COLLECTED", accounts(0, 0)));
    expect(watch.counters).toMatchObject(accounts(0, 0));
  });

  test("stay as they were last seen when it is cancelled", () => {
    const { watch } = answered(processing, answer("CANCELLED", accounts(0, 0)));
    expect(watch.counters).toMatchObject(accounts(100, 1000));
  });

  test("begin anew when the platform reads the source again", () => {
    const retried = answered(processing, answer("RETRIED", accounts(0, 0))).watch;
    expect(retried.counters).toMatchObject(accounts(100, 1000));
    expect(answered(retried, answer("STARTED")).watch.counters.totalAccounts).toBeUndefined();
  });

  test("of the try before are the last seen where the next one ends while it is read", () => {
    const seenAt = answered(processing, answer("RETRIED"), 7000).watch;
    const again = ["STARTED", "RETRIED", "STARTED", "MERGING"].reduce(
      (watch, status) => answered(watch, answer(status), 8000).watch,
      seenAt,
    );
    for (const kind of ["TERMINATED", "CANCELLED"] as const) {
      const { watch } = answered(again, answer(kind, accounts(0, 0)), 90_000);
      expect(watch.counters).toMatchObject(accounts(100, 1000));
      expect(watch.countersAt).toBe(seenAt.countersAt);
    }
    const said = answered(again, answer("TERMINATED", accounts(7, 9))).watch;
    expect(said.counters).toMatchObject(accounts(7, 9));
  });

  test("of the try before are none of what the next one has COMPLETED without a word", () => {
    const again = answered(answered(processing, answer("RETRIED")).watch, answer("STARTED")).watch;
    const { watch } = answered(again, answer("COMPLETED"));
    const error = new NotFoundError("");
    const ended = decide(watch, { type: "taskFailed", error }, moment(1000)).watch;
    expect(ended.ending?.kind).toBe("COMPLETED");
    expect(ended.counters.totalAccounts).toBeUndefined();
  });
});

test("a counter that is absent or null for once neither starts the rate over nor counts as silence", () => {
  const rising = (from: Watch, polls: number, start: number) => {
    let watch = from;
    for (let poll = 0; poll < polls; poll += 1) {
      const at = (start + poll) * 5 * second;
      watch = answered(
        watch,
        answer("ACCOUNTS_COLLECTED", accounts((start + poll) * 20, 9000)),
        at,
      ).watch;
    }
    return watch;
  };
  const steady = rising(fresh, 20, 0);
  const halves = { ...accounts(0, 9000), processedAccounts: undefined };
  const half = answered(steady, answer("ACCOUNTS_COLLECTED", halves), 100 * second).watch;
  expect(half.forecast.tracks.accounts?.rises).toBe(steady.forecast.tracks.accounts?.rises);
  const none = answered(steady, answer("ACCOUNTS_COLLECTED"), 100 * second).watch;
  expect(none.forecast.tracks).toEqual(steady.forecast.tracks);
  expect(rising(half, 5, 21).forecast.tracks.accounts?.baseline.at).toBe(0);
});

describe("an end", () => {
  test.for(["CANCELLED", "TERMINATED"] as const)("%s is told and is final", (kind) => {
    const { watch, events } = answered(processing, answer(kind), 1000);
    expect(events).toMatchObject([{ type: "ended", ending: { kind, at: wallAtStart + 1000 } }]);
    expect(answered(watch, answer("STARTED"))).toEqual({ watch, events: [] });
  });

  test("says how long it took where we saw it run", () => {
    const times = { start: wallAtStart, answeredAt: wallAtStart + 400 * second };
    const started = answered(fresh, answer("STARTED", {}, { start: wallAtStart })).watch;
    const seen = knownEnding(answered(started, answer("COMPLETED", {}, times)).watch);
    expect(seen).toMatchObject({ tookMs: 400 * second });
    const late = knownEnding(answered(fresh, answer("COMPLETED", {}, times)).watch);
    expect(late).toMatchObject({ isSeenRunning: false, tookMs: undefined });
    const undated = answered(answered(fresh, answer("STARTED")).watch, answer("COMPLETED"));
    expect(knownEnding(undated.watch)).toMatchObject({ isSeenRunning: true, tookMs: undefined });
  });

  test("is told after the faults before it", () => {
    const offline = failed(processing, new TransientError("ECONNRESET"), 1000).watch;
    const { events } = answered(offline, answer("CANCELLED"), 9000);
    expect(events.map(({ type }) => type)).toEqual(["recovered", "ended"]);
  });
});

describe("a fault that may pass", () => {
  test("is asked again after any part of 1 s, 2 s, 4 s … 60 s", () => {
    let watch = processing;
    const waits: number[] = [];
    for (let tries = 1; tries <= 8; tries += 1) {
      watch = failed(watch, new TransientError("HTTP 502")).watch;
      waits.push(watch.regularAskAt);
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    expect(failed(processing, new TransientError("HTTP 502"), 0, 0.5).watch.regularAskAt).toBe(500);
  });

  test("is never asked again within a quarter of a second", () => {
    expect(failed(processing, new TransientError("HTTP 502"), 0, 0).watch.regularAskAt).toBe(250);
  });

  test("of a server that names its time is asked again then", () => {
    const busy = new TransientError("HTTP 503", { retryAfterMs: 8000 });
    expect(failed(processing, busy).watch.regularAskAt).toBe(8000);
  });

  test("is told with its tries and counted in the log", () => {
    const once = failed(processing, new TransientError("ECONNRESET", { requestId: "7c1e" }), 0);
    const said = { type: "fault", reason: "ECONNRESET", tries: 1, waitMs: 1000 };
    expect(once.events).toEqual([{ ...said, requestId: "7c1e", isOffline: false }]);
    const twice = failed(once.watch, new TransientError("ECONNRESET"), 1000).watch;
    expect(twice.log[0]).toMatchObject({ times: 2, event: { type: "fault", tries: 2 } });
    expect(twice.fault).toMatchObject({ tries: 2, since: { elapsed: 0 } });
  });

  test("is over with the first answer, which says for how long it was", () => {
    const offline = failed(processing, new TransientError("ECONNRESET"), 1000).watch;
    const { watch, events } = answered(offline, answer("ACCOUNTS_COLLECTED"), 51_000);
    expect(events).toEqual([{ type: "recovered", tries: 1, afterMs: 50_000 }]);
    expect(watch.fault).toBeUndefined();
  });
});

describe("a 404", () => {
  const missing = new NotFoundError("");

  function threeTimes(watch: Watch, from: number): Decision {
    const once = failed(watch, missing, from).watch;
    const twice = failed(once, missing, once.regularAskAt).watch;
    return failed(twice, missing, twice.regularAskAt);
  }

  test("is not believed before the third, and asked again after 7 s", () => {
    const { watch, events } = failed(fresh, missing, 1000);
    expect(watch).toMatchObject({ ending: undefined, regularAskAt: 8000, missing: { times: 1 } });
    expect(events).toEqual([{ type: "missing", times: 1, waitMs: 7000 }]);
  });

  test("three times within 20 s, never seen before: not found", () => {
    const { watch } = threeTimes(fresh, 0);
    expect(knownEnding(watch)).toEqual({ kind: "NOT_FOUND", at: wallAtStart + 14_000 });
  });

  test("three times within 20 s after it was seen: expired, with the last values", () => {
    const { watch } = threeTimes(processing, 5000);
    const at = wallAtStart + 19_000;
    const lastAnswerAt = wallAtStart;
    expect(knownEnding(watch)).toEqual({ kind: "EXPIRED", at, lastAnswerAt, isHourLater: false });
    expect(watch.counters).toMatchObject(accounts(100, 1000));
  });

  test("is explained by the hour of keeping only if an hour has passed", () => {
    const { watch } = threeTimes(processing, 3_600_000);
    expect(knownEnding(watch)).toMatchObject({ kind: "EXPIRED", isHourLater: true });
  });

  test("is no third in a row where a fault came between", () => {
    const once = failed(fresh, missing, 0).watch;
    const offline = failed(once, new TransientError("ECONNRESET"), 7000).watch;
    const again = failed(offline, missing, 3_600_000);
    expect(again.events.map(({ type }) => type)).toEqual(["recovered", "missing"]);
    expect(again.watch.missing).toMatchObject({ times: 1 });
  });

  test("that is followed by an answer was a hiccup", () => {
    const twice = failed(failed(processing, missing).watch, missing, 7000).watch;
    const back = answered(twice, answer("ACCOUNTS_COLLECTED"), 14_000).watch;
    expect(back.missing).toBeUndefined();
    expect(failed(back, missing, 19_000).watch.ending).toBeUndefined();
  });
});

test("a 404 that is no service's says what else it may mean", () => {
  const unsure = new NotFoundError("", { hint: "or the version is unknown" });
  const end = [0, 7000, 14_000].reduce((watch, at) => failed(watch, unsure, at).watch, fresh);
  expect(knownEnding(end)).toMatchObject({ kind: "NOT_FOUND", hint: "or the version is unknown" });
});

describe("a name", () => {
  test("of its source is an id's where the user has none for it, at its end as well", () => {
    const { watch, events } = decide(fresh, { type: "named", label: "HR" }, moment(0));
    expect(watch.label).toBe("HR");
    expect(events).toEqual([{ type: "named", label: "HR" }]);
    const over = failed(fresh, new RefusedError(403, "")).watch;
    expect(decide(over, { type: "named", label: "HR" }, moment(0)).watch.label).toBe("HR");
  });

  test("of the user's stays", () => {
    const mine = { ...fresh, label: "mine" };
    expect(decide(mine, { type: "named", label: "HR" }, moment(0))).toEqual({
      watch: mine,
      events: [],
    });
  });

  test("comes with the source's id, which the user's name does not keep away", () => {
    const mine = { ...fresh, label: "mine" };
    const source = { label: "HR", sourceId: "2c91" };
    expect(decide(mine, { type: "named", ...source }, moment(0))).toEqual({
      watch: { ...mine, sourceId: "2c91" },
      events: [],
    });
    const { watch } = decide(fresh, { type: "named", sourceId: "2c91" }, moment(0));
    expect(watch).toMatchObject({ label: undefined, sourceId: "2c91" });
    expect(decide(watch, { type: "named", label: "HR" }, moment(1)).watch).toMatchObject(source);
  });
});

test("earlier runs of its source tell the time left from the first answer on", () => {
  const runs = [{ tookMs: 600_000, readingMs: 200_000 }];
  const { watch, events } = decide(fresh, { type: "remembered", runs }, moment(0));
  expect(events).toEqual([]);
  const leftMs = (before: Watch) =>
    outlook(answered(before, answer("STARTED")).watch.forecast, 0, 5000).leftMs;
  expect(leftMs(fresh)).toBeUndefined();
  expect(leftMs(watch)).toBeCloseTo(600_000, -4);
});

describe("a refusal", () => {
  test("of a token without a user says so", () => {
    const { watch } = failed(fresh, new RefusedError(403, "", { advice: "it acts for no user" }));
    expect(watch.ending).toMatchObject({ kind: "REFUSED", advice: "it acts for no user" });
  });

  test("ends the id, with the reason and the request id", () => {
    const { watch } = failed(
      processing,
      new RefusedError(403, "Forbidden.", { requestId: "7c1e" }),
    );
    expect(watch.ending).toMatchObject({
      kind: "REFUSED",
      httpStatus: 403,
      text: "Forbidden.",
      requestId: "7c1e",
    });
  });

  test("to sign in ends the id, with what to do", () => {
    const { watch } = failed(fresh, new SignInRefusedError("Set SAIL_CLIENT_ID."));
    expect(watch.ending).toMatchObject({ kind: "SIGN_IN_REFUSED", text: "Set SAIL_CLIENT_ID." });
  });
});

test.for([new RateLimitedError(12_000), new UnauthorizedError("expired")])(
  "no failure of the id: %o leaves its state as it is, due at once",
  (error) => {
    const { watch, events } = failed(processing, error, 1000);
    expect(events).toEqual([]);
    expect(watch).toEqual({ ...processing, regularAskAt: 1000, soonestAskAt: 1000 });
  },
);

test("the log is bounded, however long it runs", () => {
  let watch = fresh;
  for (let turn = 0; turn < 500; turn += 1) {
    watch = answered(watch, answer(turn % 2 === 0 ? "STARTED" : "RETRIED"), turn).watch;
  }
  expect(watch.log).toHaveLength(200);
  expect(watch.log[0]?.at).toBe(wallAtStart + 499);
});
