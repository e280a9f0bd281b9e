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
import type { GivenUpEnding } from "../model/ending.ts";
import { checkingVerdict } from "./verdict-check.ts";
import type { Moment } from "../model/moment.ts";
import { judged } from "./offline.ts";
import { giveUpAt } from "./give-up.ts";
import { askAgainAfter404Ms, believed404s } from "./schedule.ts";
import { waitedMs } from "../model/waits.ts";
import type { Fault, Watch } from "../model/watch.ts";

/** Past the API's hour of keeping a status a 404 is what one expects. */
const keptMs = 60 * 60 * 1000;

/**
 * What a failed request makes of a watch.
 *
 * @param asked as it is while the request is in flight
 * @param jitter 0 to 1, random
 * @param giveUpAfterMs see `giveUpAt`
 */
export function failed(
  asked: Watch,
  error: ApiError,
  jitter: number,
  giveUpAfterMs: number | undefined,
  now: Moment,
): Decision {
  const watch = { ...asked, askedAt: undefined };
  switch (error.kind) {
    case "transient":
    case "no answer":
    case "cut short":
    // Only a start meets it: an answer that cannot be read, as others.
    case "unnamed task":
      return faulted(watch, asked.askedAt, error, jitter, giveUpAfterMs, now);
    case "not found":
      return missed(watch, error, now);
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
      // No failure of the id: it is due at once and the budget, or a new token, lets it go.
      return withoutEvents({ ...watch, ...dueAt(now.elapsed) });
  }
}

function faulted(
  watch: Watch,
  askedAt: number | undefined,
  error: ApiError,
  jitter: number,
  giveUpAfterMs: number | undefined,
  now: Moment,
): Decision {
  const { message: reason, requestId, advice } = error;
  const toDo = advice === undefined ? {} : { advice };
  const tries = (watch.fault?.tries ?? 0) + 1;
  const first = { ...faultsFrom(watch, now, askedAt), isOffline: false };
  const { waits, fault: before = first } = watch;
  const fault = judged({ ...before, advice, reason, tries, requestId }, waits, now.elapsed);
  const timeoutMs = giveUpAt({ ...watch, fault }, giveUpAfterMs) - now.elapsed;
  if (timeoutMs <= 0) return ended(watch, givenUp(fault, watch, now), now);
  // The last try comes when patience ends: after that it would be in vain.
  const waitMs = Math.min(timeoutMs, faultWaitMs(error, tries, jitter));
  // Three 404s in a row are believed; these are none, whatever comes next.
  const next = { ...watch, fault, missing: undefined, ...dueAt(now.elapsed + waitMs) };
  const { isOffline } = fault;
  const event = { type: "fault", reason, tries, waitMs, requestId, isOffline, ...toDo } as const;
  return withEvents(next, [event], now);
}

/**
 * From when on faults count.
 *
 * @param askedAt when the first request that failed left, where one did
 */
export function faultsFrom(
  { waits }: Watch,
  now: Moment,
  askedAt = now.elapsed,
): Pick<Fault, "since" | "waitedMs" | "unansweredSince"> {
  return { since: now, waitedMs: waitedMs(waits, now.elapsed), unansweredSince: askedAt };
}

function givenUp(fault: Fault, { lastAnswer }: Watch, now: Moment): GivenUpEnding {
  const { reason, tries, since, requestId } = fault;
  const lastAnswerAt = lastAnswer?.wall;
  const { wall: at } = now;
  return { kind: "GIVEN_UP", at, reason, tries, since: since.wall, lastAnswerAt, requestId };
}

function missed(watch: Watch, { hint }: NotFoundError, now: Moment): Decision {
  const { missing: before } = watch;
  // Asked sooner, since the user wanted it, it is the same hiccup.
  if (before && now.elapsed - before.countedAt < askAgainAfter404Ms) {
    return withoutEvents({ ...watch, ...dueAt(before.countedAt + askAgainAfter404Ms) });
  }
  const times = (before?.times ?? 0) + 1;
  const first = { since: now, isTaskRunning: false, until: undefined };
  const missing = { ...(before ?? first), times, countedAt: now.elapsed };
  const next: Watch = { ...watch, missing, fault: undefined };
  const recovered = recoveredFrom(watch.fault, now);
  if (times < believed404s) {
    const waitMs = askAgainAfter404Ms;
    const conditions = { ...next, ...dueAt(now.elapsed + waitMs) };
    return withEvents(conditions, [...recovered, { type: "missing", times, waitMs }], now);
  }
  const { lastAnswer } = watch;
  if (!lastAnswer) {
    const ending = {
      kind: "NOT_FOUND",
      at: now.wall,
      ...(hint !== undefined && { hint }),
    } as const;
    return withoutEvents(checkingVerdict(next, ending, now));
  }
  const isHourLater = now.elapsed - lastAnswer.elapsed >= keptMs;
  const lastAnswerAt = lastAnswer.wall;
  const ending = { kind: "EXPIRED", at: now.wall, lastAnswerAt, isHourLater } as const;
  return withoutEvents(checkingVerdict(next, ending, now));
}
