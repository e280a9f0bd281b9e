import type { ApiError } from "../../api/http/errors.ts";
import { isUnanswered, retryOf } from "../../api/http/retry-rule.ts";
import type { TaskStatus } from "../../api/endpoints/task-status.ts";
import { spanMs } from "../../time/span.ts";
import { type Decision, dueAt, ended, named, withEvents, withoutEvents } from "./decision.ts";
import { endingOfTask } from "./task-ending.ts";
import type { SaidEnding } from "../model/ending.ts";
import type { Moment } from "../model/moment.ts";
import { unreadableReason } from "./unreadable-reason.ts";
import { type TaskVerdict, type Verdict, verdictOf } from "../model/verdict.ts";
import type { VerdictCheck, Watch } from "../model/watch.ts";

/** A task's outcome may come a moment after COMPLETED; half a minute is more than a moment. */
const checkTimeoutMs = 30_000;
const askAgainMs = 3000;
/** A status may be missing for this long while its task is running. */
const missingMs = 2 * 60_000;
const missingPauseMs = 15_000;
/** After this long in RETRIED it may be over without the status showing that. */
const retriedMs = 5 * 60_000;

/** Checks the task at once and stops polling the status. */
export function checkingVerdict(
  watch: Watch,
  otherwise: NonNullable<VerdictCheck["otherwise"]>,
  { elapsed }: Moment,
): Watch {
  const verdictCheck = { otherwise, askAt: elapsed, until: elapsed + checkTimeoutMs };
  const stopped = { askedAt: undefined, refreshAskedAt: undefined, fault: undefined };
  return { ...watch, verdictCheck, ...stopped };
}

export function whileRetried({ elapsed }: Moment): VerdictCheck {
  return { otherwise: undefined, askAt: elapsed + retriedMs, until: undefined };
}

/** The check after the program stood still: one that had begun starts over. */
export function restarted(
  check: VerdictCheck | undefined,
  { elapsed }: Moment,
): VerdictCheck | undefined {
  if (!check || check.askAt > elapsed + askAgainMs) return check;
  return { ...check, askAt: elapsed, until: check.otherwise && elapsed + checkTimeoutMs };
}

export function taskAnswered(unnamed: Watch, task: TaskStatus, now: Moment): Decision {
  const { sourceName: label, sourceId, kind } = task;
  const before = named(unnamed, { label, sourceId, kind }, now);
  // Then its task is what is polled from now on.
  if (before.watch.kind !== unnamed.kind) return before;
  const { watch, events } = answeredBy(before.watch, task, now);
  return { watch, events: [...before.events, ...events] };
}

function answeredBy(watch: Watch, task: TaskStatus, now: Moment): Decision {
  const { verdictCheck: check } = watch;
  if (!check) return withoutEvents(watch);
  const verdict = verdictOf(task);
  const { kind, completionStatus = "", messages, over } = verdict;
  if (over && kind === "UNKNOWN") {
    return unanswered(watch, `the task says ${completionStatus}, unknown to aggwatch`, now);
  }
  if (over && kind !== "UNDECIDED" && kind !== "UNKNOWN") {
    const { counts } = task;
    const found: TaskVerdict = { kind, messages, ...(counts && { counts }) };
    const ending = foundEnding(watch, check, task, found, now);
    return ended(watch, ending, now, [{ type: "verdict", verdict: found }]);
  }
  const reason = kind === "UNDECIDED" ? "the task has none yet" : "the task is not over yet";
  // Only after COMPLETED is an outcome about to come.
  if (check.otherwise?.kind === "COMPLETED") {
    return askedAgain(watch, check, askAgainMs, reason, now);
  }
  return stillRunning(watch, verdict, now) ?? unanswered(watch, reason, now);
}

/** Polls on: the aggregation may have just started. Has a limit, since a task may be stuck. */
function stillRunning(watch: Watch, { kind }: Verdict, now: Moment): Decision | undefined {
  const { missing, verdictCheck: check } = watch;
  if (!missing || !check?.otherwise || kind !== "UNDECIDED") return undefined;
  if (now.elapsed >= missing.since.elapsed + missingMs) return undefined;
  const next: Watch = {
    ...watch,
    verdictCheck: undefined,
    missing: { ...missing, countedAt: now.elapsed },
    ...dueAt(now.elapsed + missingPauseMs),
  };
  const { times } = missing;
  const event = { type: "missing", times, waitMs: missingPauseMs, isTaskRunning: true } as const;
  return withEvents(next, [event], now);
}

export function taskFailed(watch: Watch, error: ApiError, now: Moment): Decision {
  const { verdictCheck: check } = watch;
  if (!check) return withoutEvents(watch);
  // The reason of an earlier answer says more than the missing answer to the last request.
  const said = isUnanswered(error) ? check.reason : undefined;
  const reason = said ?? unreadableReason(error);
  const retry = retryOf(error);
  if (retry === "pause" || retry === "rate limit") {
    const waitMs = Math.max(askAgainMs, error.retryAfterMs ?? 0);
    return askedAgain(watch, check, waitMs, reason, now);
  }
  return unanswered(watch, reason, now);
}

function askedAgain(
  watch: Watch,
  check: VerdictCheck,
  waitMs: number,
  reason: string,
  now: Moment,
): Decision {
  const { until = now.elapsed + checkTimeoutMs } = check;
  const askAt = now.elapsed + waitMs;
  if (askAt >= until) return unanswered(watch, reason, now);
  return withoutEvents({ ...watch, verdictCheck: { ...check, askAt, until, reason } });
}

function unanswered(watch: Watch, reason: string, now: Moment): Decision {
  const otherwise = watch.verdictCheck?.otherwise;
  if (!otherwise) return withoutEvents({ ...watch, verdictCheck: whileRetried(now) });
  const verdict: TaskVerdict = { kind: "UNREADABLE", reason };
  return ended(watch, { ...otherwise, verdict }, now, [{ type: "verdict", verdict }]);
}

/** COMPLETED with the verdict, or else the end according to the task. */
function foundEnding(
  watch: Watch,
  { otherwise }: VerdictCheck,
  task: TaskStatus,
  verdict: TaskVerdict,
  now: Moment,
): SaidEnding {
  if (otherwise?.kind === "COMPLETED") {
    // If it was already finished when first checked, only the task has its duration.
    const tookMs = spanMs(task.launched ?? watch.start, task.completed);
    return { ...otherwise, tookMs: otherwise.isSeenRunning ? otherwise.tookMs : tookMs, verdict };
  }
  return endingOfTask(watch, task, verdict, task.completed, now);
}
