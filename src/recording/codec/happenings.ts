import * as v from "valibot";
import { aggregationKinds } from "../../api/endpoints/aggregation-kind.ts";
import { byName, counterNames, type Counters } from "../../api/endpoints/counters.ts";
import { taskCounts } from "./task-counts.ts";
import type { TaskMessage, TaskStatus } from "../../api/endpoints/task-status.ts";
import type { StatusAnswer } from "../../api/tenant.ts";
import type { OwnHappening } from "../../watch/board.ts";
import type { EarlierRun } from "../../watch/forecast/usual.ts";
import { asIs, line, list, maybe, object, oneOf, orNull, spread, unrecorded } from "./codec.ts";
import { courseFields } from "./course.ts";
import { failure } from "./failure.ts";
import { amount, count, wall, word } from "./fields.ts";

const kind = maybe(asIs(v.picklist(aggregationKinds)));

/** A task, limited to what its verdict and its source derive from. */
const task = object<TaskStatus>({
  id: word,
  kind,
  uniqueName: unrecorded,
  definedAs: unrecorded,
  launcher: unrecorded,
  created: unrecorded,
  launched: maybe(wall),
  completed: maybe(wall),
  completionStatus: maybe(word),
  messages: list(object<TaskMessage>({ type: maybe(word), text: word })),
  sourceId: maybe(word),
  sourceName: maybe(word),
  isOptimized: unrecorded,
  counts: maybe(taskCounts),
});

const answer = object<StatusAnswer>({
  status: orNull(word),
  start: maybe(wall),
  counters: spread(object<Counters>(byName(counterNames, () => maybe(count)))),
  answeredAt: wall,
  task: maybe(task),
});

const earlierRun = object<EarlierRun>({
  tookMs: maybe(amount),
  readingMs: maybe(amount),
  ...courseFields,
});

/** What happens to one id. */
export const happenings = oneOf<OwnHappening>({
  asked: line("asked", {}),
  hurried: line("hurried", {}),
  interrupted: line("interrupted", {}),
  unanswered: line("unanswered", {}),
  answered: line("poll", {
    answer: spread(answer),
    intervalMs: amount,
    stallAfterMs: maybe(amount),
  }),
  failed: line("failed", {
    error: failure,
    jitter: amount,
    giveUpAfterMs: maybe(amount),
    isAskedOnce: unrecorded,
  }),
  taskAnswered: line("task", { task: spread(task) }),
  taskFailed: line("taskFailed", { error: failure }),
  named: line("named", { label: maybe(word), sourceId: maybe(word), kind }),
  remembered: line("remembered", { runs: list(earlierRun) }),
});
