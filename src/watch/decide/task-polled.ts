import type { TaskStatus } from "../../api/endpoints/task-status.ts";
import type { StatusAnswer } from "../../api/tenant.ts";
import type { ForecastOptions } from "../forecast/forecast.ts";
import type { Moment } from "../model/moment.ts";
import { type TaskVerdict, verdictOf } from "../model/verdict.ts";
import type { Watch } from "../model/watch.ts";
import { answered } from "./answered.ts";
import { type Decision, ended, named, recoveredFrom } from "./decision.ts";
import { endingOfTask } from "./task-ending.ts";

/**
 * The answer to a poll of an entitlement aggregation: it is running until its task has an outcome,
 * and that is its end.
 */
export function taskPolled(
  unnamed: Watch,
  answer: StatusAnswer,
  task: TaskStatus,
  options: ForecastOptions,
  now: Moment,
): Decision {
  const { sourceName: label, sourceId } = task;
  const before = named(unnamed, { label, sourceId }, now);
  const { watch, events } = verdictOf(task).over
    ? over(before.watch, answer, task, now)
    : answered(before.watch, answer, options, now);
  return { watch, events: [...before.events, ...events] };
}

function over(watch: Watch, answer: StatusAnswer, task: TaskStatus, now: Moment): Decision {
  const verdict = foundVerdict(task);
  const start = answer.start ?? watch.start;
  // The end of one that was seen running was seen as well: it needs no date of its own.
  const endedAt = watch.lastAnswer ? undefined : task.completed;
  const ending = endingOfTask({ ...watch, start }, task, verdict, endedAt, now);
  const recovered = recoveredFrom(watch.fault, now);
  const next = { ...watch, start, lastAnswer: { ...now, answeredAt: answer.answeredAt } };
  const last = { ...next, missing: undefined };
  return ended(last, ending, now, [...recovered, { type: "verdict", verdict }]);
}

/** An undocumented outcome can't be relied on. */
function foundVerdict(task: TaskStatus): TaskVerdict {
  const { kind, completionStatus = "", messages } = verdictOf(task);
  if (kind === "UNDECIDED" || kind === "UNKNOWN") {
    return { kind: "UNREADABLE", reason: `the task says ${completionStatus}, unknown to aggwatch` };
  }
  const { counts } = task;
  return { kind, messages, ...(counts && { counts }) };
}
