import * as v from "valibot";
import type { Input } from "../../watch/board.ts";
import { budgetChange, signInState } from "./client-fields.ts";
import { amount, text, watchedId, word } from "./fields.ts";
import { happenings } from "./read-happening.ts";

const budget = v.pipe(
  v.object({ change: budgetChange }),
  v.transform(({ change }): Input => ({ type: "budget", change })),
);

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

const looked = v.pipe(
  v.object({ everyMs: amount, problem: v.optional(text) }),
  v.transform(({ everyMs, problem }): Input => ({ type: "looked", look: { everyMs, problem } })),
);

const shared = v.pipe(
  v.object({ watchers: v.pipe(amount, v.minValue(1)), perWindow: amount }),
  v.transform(({ watchers, perWindow }): Input => ({ type: "shared", watchers, perWindow })),
);

const limited = v.pipe(
  v.object({ waitMs: amount, isElsewhere: v.optional(v.literal(true)) }),
  v.transform(({ waitMs, isElsewhere }): Input => ({
    type: "limited",
    waitMs,
    ...(isElsewhere && { isElsewhere }),
  })),
);

const deprecated = v.pipe(
  v.object({ version: text }),
  v.transform(({ version }): Input => ({ type: "deprecated", version })),
);

const waitEnded = v.pipe(
  v.object({}),
  v.transform((): Input => ({ type: "waitEnded" })),
);

/** How the input of each type of line is read. */
const schemas: ReadonlyMap<string, v.GenericSchema<unknown, Input>> = new Map(
  Object.entries({
    ...happenings,
    limited,
    deprecated,
    waitEnded,
    added,
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
