import type { Happening } from "./happening.ts";
import type { ApiError, NotFoundError } from "../../api/http/errors.ts";
import { faultWaitMs } from "../../client/backoff.ts";
import {
  type Decision,
  dueAt,
  ended,
  recoveredFrom,
  withEvents,
  withoutEvents,
} from "./decision.ts";
import { checkingVerdict } from "./verdict-check.ts";
import type { Moment } from "../model/moment.ts";
import type { UnseenEnding } from "../model/ending.ts";
import { judged } from "./offline.ts";
import { giveUpAt } from "./give-up.ts";
import { askAgainAfter404Ms as waitMs, believed404s } from "./schedule.ts";
import { waitedMs } from "../model/waits.ts";
import type { Fault, Watch } from "../model/watch.ts";

type Failure = Extract<Happening, { readonly type: "failed" }>;

/** After the hour for which the API keeps a status a 404 is to be expected. */
const keptMs = 60 * 60 * 1000;

/** @param watch still with its request in flight */
export function failed(watch: Watch, failure: Failure, now: Moment): Decision {
  const { error, isAskedOnce } = failure;
  switch (error.kind) {
    case "transient":
    case "no answer":
    case "cut short":
    // Only a start can meet this one.
    case "unnamed task":
      return faulted(watch, error, failure, now);
    case "not found":
      return missed(watch, error, isAskedOnce ? 1 : believed404s, now);
    case "refused":
    case "foreign answer": {
      const { kind, status: httpStatus, message: text, requestId, advice } = error;
      const isForeign = kind === "foreign answer" && { isForeign: true as const };
      const toDo = advice !== undefined && { advice };
      const refusal = { httpStatus, text, ...toDo, ...isForeign, requestId };
      return ended(watch, { kind: "REFUSED", at: now.wall, ...refusal }, now);
    }
    case "sign-in refused":
      return ended(watch, { kind: "SIGN_IN_REFUSED", at: now.wall, text: error.message }, now);
    case "rate limited":
    case "unauthorized":
      // Not a fault of the id: it is due at once, and the budget or a new token lets it go.
      return withoutEvents({ ...watch, ...dueAt(now.elapsed) });
  }
}

function faulted(
  watch: Watch,
  error: ApiError,
  { jitter, giveUpAfterMs }: Failure,
  now: Moment,
): Decision {
  const { message: reason, requestId, advice } = error;
  const toDo = advice !== undefined && { advice };
  const tries = (watch.fault?.tries ?? 0) + 1;
  const first = { ...faultsFrom(watch, now, watch.askedAt), isOffline: false };
  const { waits, fault: before = first } = watch;
  const fault = judged({ ...before, advice, reason, tries, requestId }, waits, now.elapsed);
  const timeoutMs = giveUpAt({ fault, waits }, giveUpAfterMs) - now.elapsed;
  if (timeoutMs <= 0) {
    const lastAnswerAt = watch.lastAnswer?.wall;
    const faults = { reason, tries, since: fault.since.wall, lastAnswerAt, requestId };
    return ended(watch, { kind: "GIVEN_UP", at: now.wall, ...faults }, now);
  }
  // The last try comes exactly at the time limit.
  const waitMs = Math.min(timeoutMs, faultWaitMs(error, tries, jitter));
  // Only 404s in a row are believed.
  const next = { ...watch, fault, missing: undefined, ...dueAt(now.elapsed + waitMs) };
  const { isOffline } = fault;
  const event = { type: "fault", reason, tries, waitMs, requestId, isOffline, ...toDo } as const;
  return withEvents(next, [event], now);
}

/** The beginning of a row of faults; `askedAt` is when the first failed request was sent. */
export function faultsFrom(
  { waits }: Watch,
  now: Moment,
  askedAt = now.elapsed,
): Pick<Fault, "since" | "waitedMs" | "unansweredSince"> {
  return { since: now, waitedMs: waitedMs(waits, now.elapsed), unansweredSince: askedAt };
}

function missed(watch: Watch, { hint }: NotFoundError, believed: number, now: Moment): Decision {
  const { missing: before, lastAnswer } = watch;
  // After a refresh by the user this may be the same hiccup: it does not count.
  if (before && now.elapsed - before.countedAt < waitMs) {
    return withoutEvents({ ...watch, ...dueAt(before.countedAt + waitMs) });
  }
  const times = (before?.times ?? 0) + 1;
  const missing = { since: before?.since ?? now, times, countedAt: now.elapsed };
  const next = { ...watch, missing, fault: undefined, ...dueAt(now.elapsed + waitMs) };
  if (times < believed) {
    const recovered = recoveredFrom(watch.fault, now);
    return withEvents(next, [...recovered, { type: "missing", times, waitMs }], now);
  }
  const at = now.wall;
  if (watch.kind === "entitlement") return ended(next, unknownTask(watch, hint, now), now);
  if (!lastAnswer) {
    const ending = { kind: "NOT_FOUND", at, ...(hint !== undefined && { hint }) } as const;
    return withoutEvents(checkingVerdict(next, ending, now));
  }
  const isHourLater = now.elapsed - lastAnswer.elapsed >= keptMs;
  const ending = { kind: "EXPIRED", at, lastAnswerAt: lastAnswer.wall, isHourLater } as const;
  return withoutEvents(checkingVerdict(next, ending, now));
}

/** There is nothing else to ask: its task is all there is of it, and is kept for 90 days. */
function unknownTask(
  { lastAnswer }: Watch,
  hint = "unknown id, or ended over 90 days ago",
  { wall: at }: Moment,
): UnseenEnding {
  if (!lastAnswer) return { kind: "NOT_FOUND", at, hint };
  return { kind: "EXPIRED", at, lastAnswerAt: lastAnswer.wall, isHourLater: false };
}
