import { describe, expect, test } from "vitest";
import {
  type ApiError,
  type ApiErrorKind,
  CutShortError,
  ForeignAnswerError,
  NoAnswerError,
  NotFoundError,
  RateLimitedError,
  RefusedError,
  SignInRefusedError,
  TransientError,
  UnauthorizedError,
  UnnamedTaskError,
} from "../../../../src/api/http/errors.ts";
import { decide } from "../../../../src/watch/decide/decide.ts";
import { unreadableReason } from "../../../../src/watch/decide/unreadable-reason.ts";
import { newWatch, type Watch } from "../../../../src/watch/model/watch.ts";
import { answer } from "../../../support/invented/answers.ts";

const now = { elapsed: 1000, wall: 5000 };
const asked: Watch = { ...newWatch({ id: "a", label: undefined }, 0), askedAt: 0 };

function failed(error: ApiError): Watch {
  return decide(asked, { type: "failed", error, jitter: 0 }, now).watch;
}

const fault = { fault: { reason: "no", tries: 1 }, ending: undefined, regularAskAt: 1250 };
const retried = { fault: undefined, missing: undefined, ending: undefined, regularAskAt: 1000 };

/** Each failure, and what it makes of an id. */
const failures: { readonly [Kind in ApiErrorKind]: readonly [ApiError & { kind: Kind }, object] } =
  {
    transient: [new TransientError("no"), fault],
    "no answer": [new NoAnswerError("no"), fault],
    "cut short": [new CutShortError("no"), fault],
    "unnamed task": [new UnnamedTaskError("no"), fault],
    "not found": [new NotFoundError("no"), { missing: { times: 1 }, fault: undefined }],
    refused: [new RefusedError(403, "no"), { ending: { kind: "REFUSED", httpStatus: 403 } }],
    "foreign answer": [
      new ForeignAnswerError(403, "no"),
      { ending: { kind: "REFUSED", isForeign: true } },
    ],
    "sign-in refused": [
      new SignInRefusedError("no"),
      { ending: { kind: "SIGN_IN_REFUSED", at: 5000, text: "no" } },
    ],
    "rate limited": [new RateLimitedError(60_000), retried],
    unauthorized: [new UnauthorizedError("no"), retried],
  };

describe("a request that has failed", () => {
  test.for(Object.entries(failures))("as %s is counted as that", ([, [error, expected]]) => {
    expect(failed(error)).toMatchObject({ askedAt: undefined, ...expected });
  });

  test("ends with what the API said, with what to do where that is known, and no more", () => {
    const said = { kind: "REFUSED", at: 5000, httpStatus: 403, text: "no", requestId: "r" };
    const requestId = "r";
    expect(failed(new RefusedError(403, "no", { requestId })).ending).toStrictEqual(said);
    const advised = new RefusedError(403, "no", { requestId, advice: "ask" });
    expect(failed(advised).ending).toStrictEqual({ ...said, advice: "ask" });
    const foreign = new ForeignAnswerError(403, "no", { requestId });
    expect(failed(foreign).ending).toStrictEqual({ ...said, isForeign: true });
  });
});

describe("an id that the user wants asked at once", () => {
  const hurried = (watch: Watch) => decide(watch, { type: "hurried" }, now).watch.refreshAskedAt;
  const answered = (status: string) => {
    const settings = { intervalMs: 5000, stallAfterMs: undefined };
    return decide(asked, { type: "answered", answer: answer(status), ...settings }, now).watch;
  };

  test("is, unless it is being asked or has told of its end", () => {
    expect(hurried(answered("STARTED"))).toBe(1000);
    expect(hurried(answered("RETRIED"))).toBe(1000);
    expect(hurried(asked)).toBeUndefined();
    expect(hurried(answered("COMPLETED"))).toBeUndefined();
  });
});

describe("a 404", () => {
  const missed = (watch: Watch, elapsed: number) =>
    decide(
      watch,
      { type: "failed", error: new NotFoundError("no"), jitter: 0 },
      { elapsed, wall: 4000 + elapsed },
    ).watch;

  test("that comes sooner than 7 s after the last is the same one", () => {
    const first = missed(asked, 1000);
    const since = { elapsed: 1000, wall: 5000 };
    const once = { times: 1, since, countedAt: 1000 };
    expect(first.missing).toStrictEqual(once);
    const sooner = missed(first, 7999);
    expect(sooner).toMatchObject({ missing: once, regularAskAt: 8000 });
    expect(missed(first, 8000).missing).toStrictEqual({ ...once, times: 2, countedAt: 8000 });
  });

  test("is what one expects an hour after the last answer", () => {
    const seen = { ...asked, lastAnswer: { elapsed: 1000, wall: 5000, answeredAt: 0 } };
    const hour = 60 * 60 * 1000;
    const isExpected = (elapsed: number) =>
      [elapsed - 14_000, elapsed - 7000, elapsed].reduce(missed, seen).verdictCheck?.otherwise;
    expect(isExpected(hour + 1000)).toMatchObject({ kind: "EXPIRED", isHourLater: true });
    expect(isExpected(hour + 999)).toMatchObject({ kind: "EXPIRED", isHourLater: false });
  });
});

test("faults tell what to do about them only where that is known", () => {
  const eventOf = (error: ApiError) =>
    decide(asked, { type: "failed", error, jitter: 0 }, now).events[0];
  expect(Object.keys(eventOf(new TransientError("no")) ?? {})).not.toContain("advice");
  expect(eventOf(new TransientError("no", { advice: "wait" }))).toMatchObject({ advice: "wait" });
});

test("why a task does not tell is said of every failure", () => {
  const reasons: Record<ApiErrorKind, string> = {
    transient: "no",
    "no answer": "no",
    "cut short": "no",
    "unnamed task": "no",
    "not found": "404, no such task",
    refused: "403, needs scope idn:task-management:read",
    "foreign answer": "HTTP 403, no",
    "sign-in refused": "sign-in refused",
    "rate limited": "429",
    unauthorized: "401",
  };
  for (const [kind, [error]] of Object.entries(failures)) {
    expect(unreadableReason(error)).toBe(reasons[kind as ApiErrorKind]);
  }
  expect(unreadableReason(new RefusedError(400, "no"))).toBe("HTTP 400, no");
  expect(unreadableReason(new RefusedError(400, ""))).toBe("HTTP 400");
});
