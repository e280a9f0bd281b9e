import * as v from "valibot";
import { type Counters, noCounters } from "../api/aggregation-status.ts";
import type { Input, OwnHappening } from "../watch/board.ts";
import type { BudgetChange } from "../watch/budget-change.ts";
import { failure } from "./failure.ts";
import { amount, text, wall, watchedId, word } from "./fields.ts";

const count = v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0)));

const counters = v.pipe(
  v.object({
    totalAccounts: count,
    processedAccounts: count,
    totalAccountsMarkedForDeletion: count,
    deletedAccounts: count,
    totalIdentities: count,
    processedIdentities: count,
  }),
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

/** Requests that are still in the window. */
export const sent = v.array(v.object({ at: amount, lane: v.picklist(["poll", "other"]) }));

const budget = v.pipe(
  v.object({
    change: v.objectWithRest({ forgotten: v.optional(amount), sent: v.optional(sent) }, amount),
  }),
  v.transform(({ change }): Input => ({ type: "budget", change: change as BudgetChange })),
);

/** What goes on at the token endpoint. */
export const signInState = v.variant("kind", [
  v.object({ kind: v.literal("asking"), since: amount }),
  v.object({ kind: v.literal("waiting"), until: amount }),
]);

const signIn = v.pipe(
  v.object({ state: v.optional(signInState) }),
  v.transform(({ state }): Input => ({ type: "signIn", state })),
);

const attended = v.pipe(
  v.object({ id: v.nullable(word) }),
  v.transform(({ id }): Input => ({ type: "attended", id: id ?? undefined })),
);

const added = v.pipe(
  watchedId,
  v.transform((watched): Input => ({ type: "added", watched })),
);

const dropped = v.pipe(
  v.object({ id: word }),
  v.transform(({ id }): Input => ({ type: "dropped", id })),
);

const paused = v.pipe(
  v.object({ isPaused: v.boolean() }),
  v.transform(({ isPaused }): Input => ({ type: "paused", isPaused })),
);

const named = v.pipe(
  v.object({ id: word, label: word }),
  v.transform(({ id, label }) => happened(id, { type: "named", label })),
);

const looked = v.pipe(
  v.object({ everyMs: amount, problem: v.optional(text) }),
  v.transform(({ everyMs, problem }): Input => ({ type: "looked", look: { everyMs, problem } })),
);

const shared = v.pipe(
  v.object({ watchers: v.pipe(amount, v.minValue(1)), perWindow: amount }),
  v.transform(({ watchers, perWindow }): Input => ({ type: "shared", watchers, perWindow })),
);

const limited = v.pipe(
  v.object({ waitMs: amount }),
  v.transform(({ waitMs }): Input => ({ type: "limited", waitMs })),
);

const waitEnded = v.pipe(
  v.object({}),
  v.transform((): Input => ({ type: "waitEnded" })),
);

/** How the input of each type of line is read. */
const schemas: ReadonlyMap<string, v.GenericSchema<unknown, Input>> = new Map(
  Object.entries({
    asked: bare("asked"),
    hurried: bare("hurried"),
    interrupted: bare("interrupted"),
    poll,
    failed,
    task,
    taskFailed,
    limited,
    waitEnded,
    added,
    named,
    looked,
    shared,
    dropped,
    paused,
    attended,
    budget,
    signIn,
  }),
);

/**
 * Reads what `inputLine` made.
 *
 * @param type of the line
 * @param line all its fields
 * @returns undefined where it is of another type, or is not as it should be
 */
export function readInput(type: string, line: object): Input | undefined {
  const schema = schemas.get(type);
  if (!schema) return undefined;
  const parsed = v.safeParse(schema, line);
  return parsed.success ? parsed.output : undefined;
}

function happened(id: string, happening: OwnHappening): Input {
  return { type: "happened", id, happening };
}

/** What happens to one id, and says no more than that. */
function bare(type: "asked" | "hurried" | "interrupted") {
  return v.pipe(
    v.object({ id: word }),
    v.transform(({ id }) => happened(id, { type })),
  );
}
