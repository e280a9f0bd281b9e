import * as v from "valibot";
import { byName, counterNames, type Counters, noCounters } from "../../api/endpoints/counters.ts";
import type { Input, OwnHappening } from "../../watch/board.ts";
import { failure } from "./failure.ts";
import { amount, wall, word } from "./fields.ts";

const count = v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0)));

const counters = v.pipe(
  v.object(byName(counterNames, () => count)),
  v.transform((said): { readonly counters: Counters } => ({
    counters: { ...noCounters, ...said },
  })),
);

const poll = v.pipe(
  v.intersect([
    v.object({
      id: word,
      status: v.nullable(word),
      start: v.optional(wall),
      answeredAt: wall,
      intervalMs: amount,
      stallAfterMs: v.optional(amount),
    }),
    counters,
  ]),
  v.transform(({ id, status, start, counters: said, answeredAt, intervalMs, stallAfterMs }) => {
    const answer = { status: status ?? undefined, start, counters: said, answeredAt };
    return happened(id, { type: "answered", answer, intervalMs, stallAfterMs });
  }),
);

const failed = v.pipe(
  v.object({ id: word, error: failure, jitter: amount, giveUpAfterMs: v.optional(amount) }),
  v.transform(({ id, error, jitter, giveUpAfterMs }) =>
    happened(id, { type: "failed", error, jitter, giveUpAfterMs }),
  ),
);

const task = v.pipe(
  v.object({
    id: word,
    launched: v.optional(wall),
    completed: v.optional(wall),
    completionStatus: v.optional(word),
    messages: v.array(
      v.pipe(
        v.object({ type: v.optional(word), text: word }),
        v.transform(({ type, text }) => ({ type, text })),
      ),
    ),
    sourceName: v.optional(word),
  }),
  v.transform(({ id, launched, completed, completionStatus, messages, sourceName }) => {
    // Who launched it decides nothing, and is nobody's business.
    const unsaid = { uniqueName: undefined, launcher: undefined, created: undefined };
    const source = { sourceId: undefined, sourceName };
    const said = { launched, completed, completionStatus, messages };
    return happened(id, { type: "taskAnswered", task: { id, ...unsaid, ...said, ...source } });
  }),
);

const taskFailed = v.pipe(
  v.object({ id: word, error: failure }),
  v.transform(({ id, error }) => happened(id, { type: "taskFailed", error })),
);

const named = v.pipe(
  v.object({ id: word, label: word }),
  v.transform(({ id, label }) => happened(id, { type: "named", label })),
);

/** How what happened to one id is read, by the type of its line. */
export const happenings = {
  asked: bare("asked"),
  hurried: bare("hurried"),
  interrupted: bare("interrupted"),
  unanswered: bare("unanswered"),
  poll,
  failed,
  task,
  taskFailed,
  named,
} as const;

function happened(id: string, happening: OwnHappening): Input {
  return { type: "happened", id, happening };
}

/** What happens to one id, and says no more than that. */
function bare(type: "asked" | "hurried" | "interrupted" | "unanswered") {
  return v.pipe(
    v.object({ id: word }),
    v.transform(({ id }) => happened(id, { type })),
  );
}
