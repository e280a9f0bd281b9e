import type { Input, OwnHappening } from "../watch/board.ts";
import { failureFields } from "./failure.ts";
import { isoOf } from "./fields.ts";

/** What a line says beside when it was. */
export interface LineContent {
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
export function inputLine(input: Input): LineContent {
  switch (input.type) {
    case "happened":
      return { id: input.id, ...happeningLine(input.happening) };
    case "limited":
      return { id: undefined, type: "limited", fields: { waitMs: input.waitMs } };
    case "waitEnded":
      return { id: undefined, type: "waitEnded", fields: {} };
    case "added": {
      const { id, label } = input.watched;
      return { id, type: "added", fields: { label } };
    }
    case "dropped":
      return { id: input.id, type: "dropped", fields: {} };
    case "looked":
      return { id: undefined, type: "looked", fields: input.look };
    case "paused":
      return { id: undefined, type: "paused", fields: { isPaused: input.isPaused } };
    case "attended":
      return { id: input.id, type: "attended", fields: {} };
    case "budget":
      return { id: undefined, type: "budget", fields: input.change };
    case "signIn":
      return { id: undefined, type: "signIn", fields: { state: input.state } };
  }
}

function happeningLine(happening: OwnHappening): Omit<LineContent, "id"> {
  switch (happening.type) {
    case "asked":
    case "hurried":
    case "interrupted":
      return { type: happening.type, fields: {} };
    case "named":
      return { type: "named", fields: { label: happening.label } };
    case "answered": {
      const { answer, intervalMs, stallAfterMs } = happening;
      const { status = null, start, counters, answeredAt } = answer;
      const said = { status, start: start === undefined ? undefined : isoOf(start), ...counters };
      const answered = { ...said, answeredAt: isoOf(answeredAt) };
      return { type: "poll", fields: { ...answered, intervalMs, stallAfterMs } };
    }
    case "failed": {
      const { error, jitter } = happening;
      return { type: "failed", fields: { error: failureFields(error), jitter } };
    }
    case "taskAnswered": {
      const { launched, completed, completionStatus, messages, sourceName } = happening.task;
      const times = {
        launched: launched === undefined ? undefined : isoOf(launched),
        completed: completed === undefined ? undefined : isoOf(completed),
      };
      return { type: "task", fields: { ...times, completionStatus, messages, sourceName } };
    }
    case "taskFailed":
      return { type: "taskFailed", fields: { error: failureFields(happening.error) } };
  }
}
