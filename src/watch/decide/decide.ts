import type { ApiError } from "../../api/http/errors.ts";
import type { TaskStatus } from "../../api/endpoints/task-status.ts";
import type { StatusAnswer } from "../../api/tenant.ts";
import { answered } from "./answered.ts";
import { type Decision, dueAt, named, withoutEvents } from "./decision.ts";
import type { ForecastOptions } from "../forecast/forecast.ts";
import type { WaitEvent } from "../model/event.ts";
import { failed, faultsFrom } from "./failed.ts";
import { restarted, taskAnswered, taskFailed } from "./verdict-check.ts";
import { logged } from "../model/log.ts";
import type { Moment } from "../model/moment.ts";
import { judged } from "./offline.ts";
import { withoutRest, withWait } from "../model/waits.ts";
import type { Watch } from "../model/watch.ts";

export type Happening =
  | { readonly type: "asked" }
  | ({ readonly type: "answered"; readonly answer: StatusAnswer } & ForecastOptions)
  | {
      readonly type: "failed";
      readonly error: ApiError;
      /** 0 to 1, random. */
      readonly jitter: number;
      /** `--give-up-after`; undefined for never. */
      readonly giveUpAfterMs?: number | undefined;
    }
  /** No answer for so long after a fault that the id may be offline. */
  | { readonly type: "unanswered" }
  | { readonly type: "taskAnswered"; readonly task: TaskStatus }
  | { readonly type: "taskFailed"; readonly error: ApiError }
  /** A 429, to this id or another. */
  | { readonly type: "waited"; readonly event: WaitEvent }
  | { readonly type: "waitEnded" }
  /** A refresh by the user. */
  | { readonly type: "hurried" }
  | { readonly type: "named"; readonly label: string }
  /** The program stood still: the request in flight is forgotten. */
  | { readonly type: "interrupted" };

/** The state machine of one watched id. Pure; an id that has ended may still get its name. */
export function decide(watch: Watch, happening: Happening, now: Moment): Decision {
  if (happening.type === "named") return named(watch, happening.label, now);
  if (watch.ending) return withoutEvents(watch);
  switch (happening.type) {
    case "asked":
      return withoutEvents({ ...watch, askedAt: now.elapsed, refreshAskedAt: undefined });
    case "answered":
      return answered(watch, happening.answer, happening, now);
    case "failed":
      // A known end stays even if the client fails.
      if (watch.verdictCheck?.otherwise) return taskFailed(watch, happening.error, now);
      return failed(watch, happening, now);
    case "unanswered": {
      const { fault, waits } = watch;
      return withoutEvents({ ...watch, fault: fault && judged(fault, waits, now.elapsed) });
    }
    case "taskAnswered":
      return taskAnswered(watch, happening.task, now);
    case "taskFailed":
      return taskFailed(watch, happening.error, now);
    case "waited": {
      const { event } = happening;
      const wait = { from: now.elapsed, until: now.elapsed + event.waitMs };
      const log = logged(watch.log, event, now.wall);
      return withoutEvents({ ...watch, waits: withWait(watch.waits, wait), log });
    }
    case "waitEnded":
      return withoutEvents({ ...watch, waits: withoutRest(watch.waits, now.elapsed) });
    case "hurried":
      if (watch.askedAt !== undefined || watch.verdictCheck?.otherwise) return withoutEvents(watch);
      return withoutEvents({ ...watch, refreshAskedAt: now.elapsed });
    case "interrupted":
      return withoutEvents({
        ...watch,
        // Nothing was sent in all that time: only faults from now on may lead to giving up.
        fault: watch.fault && { ...watch.fault, ...faultsFrom(watch, now) },
        verdictCheck: restarted(watch.verdictCheck, now),
        ...dueAt(now.elapsed),
      });
  }
}
