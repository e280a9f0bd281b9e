import type { ApiError } from "../../api/http/errors.ts";
import { isUnanswered, retryOf } from "../../api/http/retry-rule.ts";
import type { TaskStatus } from "../../api/endpoints/task-status.ts";
import { spanMs } from "../../time/span.ts";
import { type Decision, dueAt, ended, named, withEvents, withoutEvents } from "./decision.ts";
import type { Ending, SaidEnding, UnseenEnding } from "../model/ending.ts";
import type { Moment } from "../model/moment.ts";
import { unreadableReason } from "./unreadable-reason.ts";
import { isBad, type TaskVerdict, type Verdict, verdictOf } from "../model/verdict.ts";
import type { Missing, Watch } from "../model/watch.ts";

/**
 * The task behind an aggregation being asked what that came to. The task is kept for 90 days, the
 * status for about an hour, and COMPLETED says nothing of errors. Times are `elapsed` milliseconds.
 */
export interface VerdictCheck {
  /** How the id ends where its task does not tell; undefined where its status is asked as ever. */
  readonly otherwise: SaidEnding | UnseenEnding | undefined;
  /** When the task is asked next. */
  readonly askAt: number;
  /**
   * When it is given up. Undefined where nobody waits for it and nothing has failed: the question
   * may come late (the budget is closed, polling is paused), and has its time all the same.
   */
  readonly until: number | undefined;
  /** Why the task has not told so far; undefined before it was asked. */
  readonly reason?: string;
}

/** A task's outcome stands a moment after its aggregation's; half a minute is no moment any more. */
const checkTimeoutMs = 30_000;
const askAgainMs = 3000;
/** A status may be missing for so long while its task runs. */
const missingMs = 2 * 60_000;
const missingPauseMs = 15_000;
/** RETRIED for so long, it may be over and nobody has said so in the status. */
const retriedMs = 5 * 60_000;

/** The watch while its task is asked at once; its status is asked no more. */
export function checkingVerdict(
  watch: Watch,
  otherwise: NonNullable<VerdictCheck["otherwise"]>,
  { elapsed }: Moment,
): Watch {
  const check = { otherwise, askAt: elapsed, until: elapsed + checkTimeoutMs };
  return {
    ...watch,
    verdictCheck: check,
    askedAt: undefined,
    refreshAskedAt: undefined,
    fault: undefined,
  };
}

/** What is asked of the task once an aggregation has been RETRIED for five minutes more. */
export function whileRetried({ elapsed }: Moment): VerdictCheck {
  const askAt = elapsed + retriedMs;
  return { otherwise: undefined, askAt, until: undefined };
}

/** The inquiry after the program stood still: it begins anew, where it had begun. */
export function restarted(
  check: VerdictCheck | undefined,
  { elapsed }: Moment,
): VerdictCheck | undefined {
  if (!check || check.askAt > elapsed + askAgainMs) return check;
  return { ...check, askAt: elapsed, until: check.otherwise && elapsed + checkTimeoutMs };
}

/** What an answer of the task makes of a watch; it tells the source's name as well. */
export function taskAnswered(unnamed: Watch, task: TaskStatus, now: Moment): Decision {
  const { sourceName } = task;
  const before =
    sourceName === undefined ? withoutEvents(unnamed) : named(unnamed, sourceName, now);
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
    const found: TaskVerdict = { kind, messages };
    const ending = foundEnding(watch, check, task, found, now);
    return ended(watch, ending, now, [{ type: "verdict", verdict: found }]);
  }
  const reason = undecidedReason(verdict);
  if (isJustMissing(watch, verdict, now)) return stillRunning(watch, now);
  // Only of what has COMPLETED the outcome is about to come.
  if (check.otherwise?.kind !== "COMPLETED") return unanswered(watch, reason, now);
  return askedAgain(watch, check, askAgainMs, reason, now);
}

/**
 * Whether the status is missing although the task runs: it was started a moment ago, or something
 * between us and the service does not find it. A task may also be stuck, so this has its end.
 */
function isJustMissing(
  { missing, verdictCheck: check }: Watch,
  { kind }: Verdict,
  now: Moment,
): boolean {
  const isMissing = check?.otherwise?.kind === "NOT_FOUND" || check?.otherwise?.kind === "EXPIRED";
  if (!isMissing || !missing || kind !== "UNDECIDED") return false;
  return now.elapsed < untilBelieved(missing);
}

/** Whatever its task says, from then on it is missing. */
function untilBelieved({ since }: Missing): number {
  return since.elapsed + missingMs;
}

/** Its status is asked on; when that is still missing, the task is asked again. */
function stillRunning(watch: Watch, now: Moment): Decision {
  const { missing } = watch;
  if (!missing) return withoutEvents(watch);
  const next: Watch = {
    ...watch,
    verdictCheck: undefined,
    missing: {
      ...missing,
      countedAt: now.elapsed,
      isTaskRunning: true,
      until: untilBelieved(missing),
    },
    ...dueAt(now.elapsed + missingPauseMs),
  };
  const { times } = missing;
  const event = { type: "missing", times, waitMs: missingPauseMs, isTaskRunning: true } as const;
  return withEvents(next, [event], now);
}

/** What a failed question to the task makes of a watch. */
export function taskFailed(watch: Watch, error: ApiError, now: Moment): Decision {
  const { verdictCheck: check } = watch;
  if (!check) return withoutEvents(watch);
  // That a last question came too late says less than what the answers before it said.
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

/** The task does not tell: the id ends without it, or is asked about later. */
function unanswered(watch: Watch, reason: string, now: Moment): Decision {
  const otherwise = watch.verdictCheck?.otherwise;
  if (!otherwise) return withoutEvents({ ...watch, verdictCheck: whileRetried(now) });
  const verdict: TaskVerdict = { kind: "UNREADABLE", reason };
  return ended(watch, { ...otherwise, verdict }, now, [{ type: "verdict", verdict }]);
}

/** The end that the status told of, with the verdict, or else the end that the task tells of. */
function foundEnding(
  watch: Watch,
  { otherwise }: VerdictCheck,
  { launched, completed }: TaskStatus,
  verdict: TaskVerdict,
  now: Moment,
): Ending {
  const tookMs = spanMs(launched ?? watch.start, completed);
  const isDated = completed !== undefined && spanMs(completed, now.wall) !== undefined;
  // How long it took that was over before anybody looked, its task tells.
  if (otherwise?.kind === "COMPLETED") {
    return { ...otherwise, tookMs: otherwise.isSeenRunning ? otherwise.tookMs : tookMs, verdict };
  }
  return {
    kind: kindByTask(verdict),
    at: now.wall,
    isSeenRunning: watch.lastAnswer !== undefined,
    tookMs,
    verdict,
    ...(isDated && { taskEndedAt: completed }),
  };
}

/** Only a status, or a task that worked, says that an aggregation completed. */
function kindByTask(verdict: TaskVerdict): SaidEnding["kind"] {
  if (verdict.kind === "TERMINATED") return "TERMINATED";
  return isBad(verdict) ? "FAILED" : "COMPLETED";
}

function undecidedReason({ kind }: Verdict): string {
  return kind === "UNDECIDED" ? "the task has none yet" : "the task is not over yet";
}
