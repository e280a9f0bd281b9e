import type { Happening } from "../../src/watch/decide/happening.ts";
import type { ApiError } from "../../src/api/http/errors.ts";
import type { AggregationKind } from "../../src/api/endpoints/aggregation-kind.ts";
import { parseTaskStatus, type TaskStatus } from "../../src/api/endpoints/task-status.ts";
import type { Counters } from "../../src/api/endpoints/counters.ts";
import { decide } from "../../src/watch/decide/decide.ts";
import type { Moment } from "../../src/watch/model/moment.ts";
import { newWatch, ofKind, type Watch } from "../../src/watch/model/watch.ts";
import { answer } from "../support/invented/answers.ts";

/** Noon, from which on these stories count. */
const noon = Date.parse("2026-11-23T12:00:00Z");

/** A moment by the time of day: `14:07:31`. */
export function at(time: string): Moment {
  const wall = Date.parse(`2026-11-23T${time}Z`);
  return { elapsed: wall - noon, wall };
}

/** One thing that happens to an id, at a time of day. */
export type Step = readonly [time: string, happening: Happening];

/** The id is asked. */
export function asked(time: string): Step {
  return [time, { type: "asked" }];
}

/** The id is asked and answers at once. */
export function says(
  time: string,
  status: string | undefined,
  counters: Partial<Counters> = {},
  start?: string,
): Step {
  const times = {
    answeredAt: at(time).wall,
    ...(start !== undefined && { start: at(start).wall }),
  };
  const said = answer(status, counters, times);
  return [time, { type: "answered", answer: said, intervalMs: 5000, stallAfterMs: undefined }];
}

/** A poll every 5 s; `counters` of the seconds since the first. */
export function saysEveryFive(
  from: string,
  to: string,
  counters: (seconds: number) => Partial<Counters>,
): readonly Step[] {
  const first = at(from).wall;
  const polls = Math.floor((at(to).wall - first) / 5000);
  return Array.from({ length: polls + 1 }, (_, poll) => {
    const time = new Date(first + poll * 5000).toISOString().slice(11, 19);
    return says(time, "ACCOUNTS_COLLECTED", counters(poll * 5));
  });
}

/** The request fails. */
export function fails(time: string, error: ApiError, jitter = 1): Step {
  return [time, { type: "failed", error, jitter }];
}

/** What a task says; moments are times of day. */
type Said = readonly [
  time: string,
  completionStatus: string | null,
  messages?: readonly (readonly [type: string, message: string])[],
  times?: readonly [launched: string, completed: string],
  attributes?: Readonly<Record<string, unknown>>,
];

/** The task is asked and says this at once. */
export function taskSays(...said: Said): Step {
  return [said[0], { type: "taskAnswered", task: taskOf("Cloud Account Aggregation", said) }];
}

/** The task of entitlements is polled and says this at once. */
export function taskPolled(...said: Said): Step {
  const [time, completionStatus] = said;
  const task = taskOf("Cloud Group Aggregation", said);
  const status = completionStatus ?? "RUNNING";
  const start = task.launched ?? 0;
  const polled = { ...answer(status, {}, { answeredAt: at(time).wall, start }), task };
  return [time, { type: "answered", answer: polled, intervalMs: 5000, stallAfterMs: undefined }];
}

function taskOf(uniqueName: string, said: Said): TaskStatus {
  const [time, completionStatus, messages = [], times = [time, time], attributes = {}] = said;
  const [launched, completed] = times;
  const body = {
    id: "task",
    uniqueName,
    completionStatus,
    launched: at(launched).wall,
    completed: completionStatus === null ? null : at(completed).wall,
    attributes,
    messages: messages.map(([type, message]) => ({ type, localizedText: { message } })),
  };
  const task = parseTaskStatus(JSON.stringify(body));
  if (!task) throw new Error("no task");
  return task;
}

/** The task is asked, in vain. */
export function taskFails(time: string, error: ApiError): Step {
  return [time, { type: "taskFailed", error }];
}

/** A 429 makes everything wait. */
export function waits(time: string, waitMs: number): Step {
  return [time, { type: "waited", event: { type: "wait", waitMs } }];
}

/** What a watch is after all that. */
export function story(
  label: string | undefined,
  id: string,
  steps: readonly Step[],
  kind?: AggregationKind,
): Watch {
  const first = newWatch({ id, label, ...ofKind(kind) }, 0);
  return steps.reduce<Watch>(
    (watch, [time, happening]) => decide(watch, happening, at(time)).watch,
    first,
  );
}
