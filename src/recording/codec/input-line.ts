import type { Input, OwnHappening } from "../../watch/board.ts";
import { failureFields } from "./failure.ts";
import { isoOf } from "./fields.ts";

/** What a line says beside when it was. */
export interface Say {
  /** Undefined where it is about no single id. */
  readonly id: string | undefined;
  readonly type: string;
  /** What is undefined among them is left out. */
  readonly fields: object;
}

/**
 * An input as a line of a recording says it. Nothing else gets into one: no token, no header, no
 * body, and of a task only what its verdict and its name are told from.
 */
export function inputLine(input: Input): Say {
  switch (input.type) {
    case "happened":
      return { id: input.id, ...happeningLine(input.happening) };
    case "limited": {
      const { type, waitMs, isElsewhere, ...rest } = input;
      return { id: undefined, type, fields: { waitMs, isElsewhere, ...none(rest) } };
    }
    case "waitEnded":
      return { id: undefined, type: "waitEnded", fields: {} };
    case "added": {
      const { id, label, tenant, isAwaited } = input.watched;
      return { id, type: "added", fields: { label, tenant, isAwaited } };
    }
    case "dropped":
      return { id: input.id, type: "dropped", fields: {} };
    case "deprecated":
    case "shared": {
      const { type, ...fields } = input;
      return { id: undefined, type, fields };
    }
    case "looked":
      return { id: undefined, type: "looked", fields: input.look };
    case "paused":
      return { id: undefined, type: "paused", fields: { isPaused: input.isPaused } };
    case "attended":
      return { id: input.id, type: "attended", fields: {} };
    case "budget":
      return { id: undefined, type: "budget", fields: { change: input.change } };
    case "signIn":
      return { id: undefined, type: "signIn", fields: { state: input.state } };
  }
}

function happeningLine(happening: OwnHappening): Omit<Say, "id"> {
  switch (happening.type) {
    case "asked":
    case "hurried":
    case "interrupted":
    case "unanswered":
      return { type: happening.type, fields: {} };
    case "named":
      return { type: "named", fields: { label: happening.label } };
    case "answered": {
      const { type: _, answer, intervalMs, stallAfterMs, ...rest } = happening;
      const { status = null, start, counters, answeredAt, ...others } = answer;
      const said = { status, start: start === undefined ? undefined : isoOf(start), ...counters };
      const options = { answeredAt: isoOf(answeredAt), intervalMs, stallAfterMs };
      return { type: "poll", fields: { ...said, ...options, ...none(rest), ...none(others) } };
    }
    case "failed": {
      const { type, error, jitter, giveUpAfterMs, ...rest } = happening;
      const fields = { error: failureFields(error), jitter, giveUpAfterMs };
      return { type, fields: { ...fields, ...none(rest) } };
    }
    case "taskAnswered": {
      const { launched, completed, completionStatus, messages, sourceName } = happening.task;
      const times = {
        launched: launched === undefined ? undefined : isoOf(launched),
        completed: completed === undefined ? undefined : isoOf(completed),
      };
      return { type: "task", fields: { ...times, completionStatus, messages, sourceName } };
    }
    case "taskFailed": {
      const { type, error, ...rest } = happening;
      return { type, fields: { error: failureFields(error), ...none(rest) } };
    }
  }
}

/** What has got another field does not compile until that is said and read as well. */
function none(rest: Readonly<Record<string, never>>): object {
  return rest;
}
