import type { ApiError } from "../api/errors.ts";
import { isUnanswered, retryOf } from "../api/retry-rule.ts";
import type { TaskStatus } from "../api/task-status.ts";
import { spanMs } from "../time/span.ts";
import { type Decision, dueAt, ended, named, told, untold } from "./decision.ts";
import type { Ending, SaidEnding, UnseenEnding } from "./ending.ts";
import type { Moment } from "./moment.ts";
import { unreadableReason } from "./unreadable-reason.ts";
import { isBad, type TaskVerdict, type Verdict, verdictOf } from "./verdict.ts";
import type { Missing, Watch } from "./watch.ts";

/**
 * The task behind an aggregation being asked what that came to. The task is kept for 90 days, the
 * status for about an hour, and COMPLETED says nothing of errors. Times are `elapsed` milliseconds.
 */
export interface Inquiry {
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
const patienceMs = 30_000;
const askAgainMs = 3000;
/** A status may be missing for so long while its task runs. */
const missingMs = 2 * 60_000;
const missingPauseMs = 15_000;
/** RETRIED for so long, it may be over and nobody has said so in the status. */
const retriedMs = 5 * 60_000;

/** The watch while its task is asked at once; its status is asked no more. */
export function inquiring(
  watch: Watch,
  otherwise: NonNullable<Inquiry["otherwise"]>,
  { elapsed }: Moment,
): Watch {
  const inquiry = { otherwise, askAt: elapsed, until: elapsed + patienceMs };
  return { ...watch, inquiry, askedAt: undefined, hurriedAt: undefined, fault: undefined };
}

/** What is asked of the task once an aggregation has been RETRIED for five minutes more. */
export function whileRetried({ elapsed }: Moment): Inquiry {
  const askAt = elapsed + retriedMs;
  return { otherwise: undefined, askAt, until: undefined };
}

/** The inquiry after the program stood still: it begins anew, where it had begun. */
export function restarted(inquiry: Inquiry | undefined, { elapsed }: Moment): Inquiry | undefined {
  if (!inquiry || inquiry.askAt > elapsed + askAgainMs) return inquiry;
  return { ...inquiry, askAt: elapsed, until: inquiry.otherwise && elapsed + patienceMs };
}

/** What an answer of the task makes of a watch; it tells the source's name as well. */
export function taskAnswered(unnamed: Watch, task: TaskStatus, now: Moment): Decision {
  const { sourceName } = task;
  const before = sourceName === undefined ? untold(unnamed) : named(unnamed, sourceName, now);
  const { watch, facts } = answeredBy(before.watch, task, now);
  return { watch, facts: [...before.facts, ...facts] };
}

function answeredBy(watch: Watch, task: TaskStatus, now: Moment): Decision {
  const { inquiry } = watch;
  if (!inquiry) return untold(watch);
  const verdict = verdictOf(task);
  const { kind, completionStatus = "", messages, over } = verdict;
  if (over && kind === "UNKNOWN") {
    return unanswered(watch, `the task says ${completionStatus}, unknown to aggwatch`, now);
  }
  if (over && kind !== "UNDECIDED" && kind !== "UNKNOWN") {
    const found: TaskVerdict = { kind, messages };
    const ending = foundEnding(watch, inquiry, task, found, now);
    return ended(watch, ending, now, [{ type: "verdict", verdict: found }]);
  }
  const reason = undecidedReason(verdict);
  if (isJustMissing(watch, verdict, now)) return stillRunning(watch, now);
  // Only of what has COMPLETED the outcome is about to come.
  if (inquiry.otherwise?.kind !== "COMPLETED") return unanswered(watch, reason, now);
  return askedAgain(watch, inquiry, askAgainMs, reason, now);
}

/**
 * Whether the status is missing although the task runs: it was started a moment ago, or something
 * between us and the service does not find it. A task may also be stuck, so this has its end.
 */
function isJustMissing({ missing, inquiry }: Watch, { kind }: Verdict, now: Moment): boolean {
  const isMissing =
    inquiry?.otherwise?.kind === "NOT_FOUND" || inquiry?.otherwise?.kind === "EXPIRED";
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
  if (!missing) return untold(watch);
  const next: Watch = {
    ...watch,
    inquiry: undefined,
    missing: {
      ...missing,
      countedAt: now.elapsed,
      isTaskRunning: true,
      until: untilBelieved(missing),
    },
    ...dueAt(now.elapsed + missingPauseMs),
  };
  const { times } = missing;
  const fact = { type: "missing", times, waitMs: missingPauseMs, isTaskRunning: true } as const;
  return told(next, [fact], now);
}

/** What a failed question to the task makes of a watch. */
export function taskFailed(watch: Watch, error: ApiError, now: Moment): Decision {
  const { inquiry } = watch;
  if (!inquiry) return untold(watch);
  // That a last question came too late says less than what the answers before it said.
  const said = isUnanswered(error) ? inquiry.reason : undefined;
  const reason = said ?? unreadableReason(error);
  const retry = retryOf(error);
  if (retry === "pause" || retry === "rate limit") {
    const waitMs = Math.max(askAgainMs, error.retryAfterMs ?? 0);
    return askedAgain(watch, inquiry, waitMs, reason, now);
  }
  return unanswered(watch, reason, now);
}

function askedAgain(
  watch: Watch,
  inquiry: Inquiry,
  waitMs: number,
  reason: string,
  now: Moment,
): Decision {
  const { until = now.elapsed + patienceMs } = inquiry;
  const askAt = now.elapsed + waitMs;
  if (askAt >= until) return unanswered(watch, reason, now);
  return untold({ ...watch, inquiry: { ...inquiry, askAt, until, reason } });
}

/** The task does not tell: the id ends without it, or is asked about later. */
function unanswered(watch: Watch, reason: string, now: Moment): Decision {
  const otherwise = watch.inquiry?.otherwise;
  if (!otherwise) return untold({ ...watch, inquiry: whileRetried(now) });
  const verdict: TaskVerdict = { kind: "UNREADABLE", reason };
  return ended(watch, { ...otherwise, verdict }, now, [{ type: "verdict", verdict }]);
}

/** The end that the status told of, with the verdict, or else the end that the task tells of. */
function foundEnding(
  watch: Watch,
  { otherwise }: Inquiry,
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
