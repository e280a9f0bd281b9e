import type { Happening } from "./happening.ts";
import { answered } from "./answered.ts";
import { type Decision, dueAt, named, withoutEvents } from "./decision.ts";
import { failed, faultsFrom } from "./failed.ts";
import { restarted, taskAnswered, taskFailed } from "./verdict-check.ts";
import { taskPolled } from "./task-polled.ts";
import { logged } from "../model/log.ts";
import type { Moment } from "../model/moment.ts";
import { judged } from "./offline.ts";
import { withoutRest, withWait } from "../model/waits.ts";
import { usualOf } from "../forecast/usual.ts";
import type { Watch } from "../model/watch.ts";

/** The state machine of one watched id. Pure; an id that has ended may still get its name. */
export function decide(watch: Watch, happening: Happening, now: Moment): Decision {
  if (happening.type === "named") return named(watch, happening, now);
  if (watch.ending) return withoutEvents(watch);
  switch (happening.type) {
    case "asked":
      return withoutEvents({ ...watch, askedAt: now.elapsed, refreshAskedAt: undefined });
    case "answered":
      return happening.answer.task
        ? taskPolled(watch, happening.answer, happening.answer.task, happening, now)
        : answered(watch, happening.answer, happening, now);
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
    case "remembered":
      return withoutEvents({ ...watch, usual: usualOf(happening.runs) });
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
