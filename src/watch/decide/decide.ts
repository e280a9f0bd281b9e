import type { ApiError } from "../../api/http/errors.ts";
import type { TaskStatus } from "../../api/endpoints/task-status.ts";
import type { StatusAnswer } from "../../api/tenant.ts";
import { answered } from "./answered.ts";
import { type Decision, dueAt, named, withoutEvents } from "./decision.ts";
import type { WaitEvent } from "../model/event.ts";
import { failed, faultsFrom } from "./failed.ts";
import { restarted, taskAnswered, taskFailed } from "./verdict-check.ts";
import { logged } from "../model/log.ts";
import type { Moment } from "../model/moment.ts";
import { judged } from "./offline.ts";
import { withoutRest, withWait } from "../model/waits.ts";
import type { Watch } from "../model/watch.ts";

/** What can happen to a watched id. */
export type Happening =
  /** A status request left. */
  | { readonly type: "asked" }
  | {
      readonly type: "answered";
      readonly answer: StatusAnswer;
      readonly intervalMs: number;
      /** What `--stall-after` says; undefined where the aggregation's own rhythm tells. */
      readonly stallAfterMs: number | undefined;
    }
  /** A request failed; `jitter` is 0 to 1, random. */
  | {
      readonly type: "failed";
      readonly error: ApiError;
      readonly jitter: number;
      /** What `--give-up-after` says; undefined for never giving up. */
      readonly giveUpAfterMs?: number | undefined;
    }
  /** After a failure so much time has passed without an answer that the id may be offline. */
  | { readonly type: "unanswered" }
  /** The task was asked, and said this. */
  | { readonly type: "taskAnswered"; readonly task: TaskStatus }
  /** The task was asked, or could not be. */
  | { readonly type: "taskFailed"; readonly error: ApiError }
  /** A 429, to this id or another, made everything wait. */
  | { readonly type: "waited"; readonly event: WaitEvent }
  /** The user ended that wait. */
  | { readonly type: "waitEnded" }
  /** The user wants it asked at once. */
  | { readonly type: "hurried" }
  /** The tenant has told its source's name. */
  | { readonly type: "named"; readonly label: string }
  /** The program stood still: what was under way is forgotten. */
  | { readonly type: "interrupted" };

/**
 * The state machine of one watched id. Pure: the same arguments, the same decision.
 *
 * @param watch the state before; one that has ended stays as it is, but for its name
 * @param now when it happened
 */
export function decide(watch: Watch, happening: Happening, now: Moment): Decision {
  if (happening.type === "named") return named(watch, happening.label, now);
  if (watch.ending) return withoutEvents(watch);
  switch (happening.type) {
    case "asked":
      return withoutEvents({ ...watch, askedAt: now.elapsed, refreshAskedAt: undefined });
    case "answered":
      return answered(watch, happening.answer, happening, now);
    case "failed": {
      const { error, jitter, giveUpAfterMs } = happening;
      // What is known of its end stays, whatever becomes of the client.
      if (watch.verdictCheck?.otherwise) return taskFailed(watch, error, now);
      return failed(watch, error, jitter, giveUpAfterMs, now);
    }
    case "unanswered": {
      const { fault, waits } = watch;
      return withoutEvents({ ...watch, fault: fault && judged(fault, waits, now.elapsed) });
    }
    case "taskAnswered":
      return taskAnswered(watch, happening.task, now);
    case "taskFailed":
      return taskFailed(watch, happening.error, now);
    case "waited":
      return withoutEvents(waited(watch, happening.event, now));
    case "waitEnded":
      return withoutEvents({ ...watch, waits: withoutRest(watch.waits, now.elapsed) });
    case "hurried":
      return withoutEvents(isAskable(watch) ? { ...watch, refreshAskedAt: now.elapsed } : watch);
    case "interrupted":
      return withoutEvents({
        ...watch,
        askedAt: undefined,
        // Nobody has asked for all that time: only what fails from now on may be given up.
        fault: watch.fault && { ...watch.fault, ...faultsFrom(watch, now) },
        verdictCheck: restarted(watch.verdictCheck, now),
        ...dueAt(now.elapsed),
      });
  }
}

/** Whether its status may be asked now: it is not being asked, and something may come of it. */
function isAskable({ askedAt, verdictCheck: check }: Watch): boolean {
  return askedAt === undefined && !check?.otherwise;
}

function waited(watch: Watch, event: WaitEvent, now: Moment): Watch {
  const wait = { from: now.elapsed, until: now.elapsed + event.waitMs };
  return {
    ...watch,
    waits: withWait(watch.waits, wait),
    log: logged(watch.log, event, now.wall),
  };
}
