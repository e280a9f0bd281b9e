import type { NewsEvent } from "../../../src/watch/model/timed-event.ts";
import { describe, expect, test } from "vitest";
import { endingText, eventText } from "../../../src/wording/event-text.ts";
import type { Ending } from "../../../src/watch/model/ending.ts";
import type { AggregationEvent } from "../../../src/watch/model/event.ts";
import { accounts, answer } from "../../support/invented/answers.ts";

function status(to: string | undefined, counters = {}): AggregationEvent {
  return { type: "status", from: "STARTED", to, counters: answer(to, counters).counters };
}

const completed: Ending = { kind: "COMPLETED", at: 0, isSeenRunning: true, tookMs: 921_000 };

describe("what happened", () => {
  const table: readonly (readonly [string, NewsEvent])[] = [
    ["STARTED", status("STARTED")],
    ["ACCOUNTS_COLLECTED", status("ACCOUNTS_COLLECTED")],
    [
      "ACCOUNTS_COLLECTED, 5,200 accounts to process",
      status("ACCOUNTS_COLLECTED", accounts(0, 5200)),
    ],
    [
      "ACCOUNTS_COLLECTED, no new, changed or deleted accounts",
      status("ACCOUNTS_COLLECTED", accounts(0, 0)),
    ],
    ["RETRIED, the virtual appliance lost contact and the platform tries again", status("RETRIED")],
    ["MERGING (unrecognized status)", status("MERGING")],
    ["no status", status(undefined)],
    [
      "total grew 5,200 → 6,000 (+800)",
      { type: "total", counter: "totalAccounts", from: 5200, to: 6000 },
    ],
    [
      "identities shrank 2,640 → 0 (−2,640)",
      { type: "total", counter: "totalIdentities", from: 2640, to: 0 },
    ],
    [
      "marked for deletion grew 1 → 2 (+1)",
      { type: "total", counter: "totalAccountsMarkedForDeletion", from: 1, to: 2 },
    ],
    [
      "processed exceeds the total: 1,101 of 1,000 identities",
      { type: "excess", of: "identities", processed: 1101, total: 1000 },
    ],
    [
      "HTTP 502, attempt 5, retrying in 9s",
      {
        type: "fault",
        reason: "HTTP 502",
        tries: 5,
        waitMs: 8001,
        requestId: "7c1e",
        isOffline: true,
      },
    ],
    ["reachable again after 50s", { type: "recovered", tries: 3, afterMs: 50_999 }],
    ["404, retrying in 7s", { type: "missing", times: 1, waitMs: 7000 }],
    [
      "404 while its task runs, retrying in 15s",
      { type: "missing", times: 3, waitMs: 15_000, isTaskRunning: true },
    ],
    [
      "rate limited (429) by acme.api.identitynow.com, waiting 5s",
      { type: "wait", waitMs: 5000, host: "acme.api.identitynow.com" },
    ],
    ["rate limited (429), waiting 1m 13s", { type: "wait", waitMs: 72_500 }],
    [
      "rate limited (429), met by another aggwatch, waiting 5s",
      { type: "wait", waitMs: 5000, isElsewhere: true },
    ],
    [
      "stalled, no progress for 4m 02s; see its source's Import Data > Account Aggregation (clearing a stuck task there does not stop the aggregation)",
      { type: "stalled", quietMs: 242_000 },
    ],
    ["progress resumed after 4m 02s", { type: "resumed", afterMs: 242_999 }],
    ["source Workday HR", { type: "named", label: "Workday HR" }],
    [
      "can't list new runs (HTTP 502); retrying every 10s",
      { type: "look", problem: "HTTP 502", everyMs: 10_000 },
    ],
    [
      "new runs can be listed again, checked every 10s",
      { type: "look", problem: undefined, everyMs: 10_000 },
    ],
    ["COMPLETED in 15m 21s", { type: "ended", ending: completed }],
    ["added", { type: "added" }],
    ["no longer watched", { type: "dropped" }],
  ];

  test.for(table)("%s", ([text, event]) => {
    expect(eventText(event)).toBe(text);
  });
});

describe("how it ended", () => {
  const refused = { kind: "REFUSED", at: 0, text: "", requestId: undefined } as const;
  const expired = {
    kind: "EXPIRED",
    at: 754_000,
    lastAnswerAt: 0,
  } as const;
  const givenUp = {
    kind: "GIVEN_UP",
    at: 754_000,
    reason: "ECONNRESET",
    tries: 23,
    since: 154_000,
    lastAnswerAt: 0,
    requestId: undefined,
  } as const;
  const table: readonly (readonly [string, Ending])[] = [
    ["COMPLETED in 15m 21s", completed],
    [
      "FAILED in 15m 21s, per its task, which ended 2h 00m ago",
      {
        ...completed,
        kind: "FAILED",
        at: 7_200_000,
        taskEndedAt: 0,
        verdict: { kind: "ERROR", messages: [] },
      },
    ],
    ["COMPLETED before the first check", { ...completed, isSeenRunning: false, tookMs: undefined }],
    [
      "COMPLETED in 15m 21s, already finished when first checked",
      { ...completed, isSeenRunning: false },
    ],
    ["COMPLETED", { ...completed, isSeenRunning: true, tookMs: undefined }],
    ["CANCELLED by a user", { kind: "CANCELLED", at: 0, isSeenRunning: true, tookMs: 5000 }],
    [
      "TERMINATED after 3 tries: virtual appliance unreachable",
      { kind: "TERMINATED", at: 0, isSeenRunning: true, tookMs: 5000 },
    ],
    ["EXPIRED: 404, last seen 12m 34s ago; outcome unknown", { ...expired, isHourLater: false }],
    [
      "EXPIRED: 404, last seen 12m 34s ago and a status is kept for about an hour; outcome unknown",
      { ...expired, isHourLater: true },
    ],
    ["NOT FOUND: 404; unknown id, or ended over an hour ago", { kind: "NOT_FOUND", at: 0 }],
    ["GIVEN UP: ECONNRESET for 10m 00s, 23 tries, last seen 12m 34s ago; outcome unknown", givenUp],
    [
      "GIVEN UP: HTTP 502 for 10m 00s, 23 tries, never seen; outcome unknown, request id 7c1e",
      { ...givenUp, reason: "HTTP 502", lastAnswerAt: undefined, requestId: "7c1e" },
    ],
    ["REFUSED: HTTP 400", { ...refused, httpStatus: 400 }],
    ["REFUSED: HTTP 400, Bad id.", { ...refused, httpStatus: 400, text: "Bad id." }],
    ["REFUSED: HTTP 400, request id 7c1e", { ...refused, httpStatus: 400, requestId: "7c1e" }],
    [
      "REFUSED: HTTP 400, Bad id, request id 7c1e",
      { ...refused, httpStatus: 400, text: "Bad id.", requestId: "7c1e" },
    ],
    [
      "REFUSED: HTTP 403, Not yours, needs ORG_ADMIN, SOURCE_ADMIN or SOURCE_SUBADMIN and a PAT with sp:scopes:all, request id 7c1e",
      { ...refused, httpStatus: 403, text: "Not yours.", requestId: "7c1e" },
    ],
    [
      "REFUSED: HTTP 403, Not yours, it acts for no user",
      { ...refused, httpStatus: 403, text: "Not yours.", advice: "it acts for no user" },
    ],
    [
      "NOT FOUND: 404; or the version is unknown",
      { kind: "NOT_FOUND", at: 0, hint: "or the version is unknown" },
    ],
    ["REFUSED: sign-in refused", { kind: "SIGN_IN_REFUSED", at: 0, text: "Set SAIL_CLIENT_ID." }],
  ];

  test.for(table)("%s", ([text, ending]) => {
    expect(endingText(ending)).toBe(text);
    expect(eventText({ type: "ended", ending })).toBe(text);
  });
});
