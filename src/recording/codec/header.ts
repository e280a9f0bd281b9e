import * as v from "valibot";
import type { Usual } from "../../history/usual.ts";
import type { Budget } from "../../client/budget.ts";
import type { SignIn } from "../../client/sender.ts";
import type { WatchedId } from "../../watch/model/watch.ts";
import { budget, signInState } from "./client-fields.ts";
import { amount, watchedId, word } from "./fields.ts";

/** What a recording begins with: all that is shown follows from it and from the lines after it. */
export interface Header {
  /** The version of aggwatch that made it. */
  readonly program: string;
  /** What the screen called the tenant. */
  readonly title: string;
  /** In the order in which the user gave them. */
  readonly ids: readonly RecordedId[];
  /** What `--interval` said. */
  readonly intervalMs: number;
  /** Whether `--strict` was given. */
  readonly isStrict: boolean;
  /** Those who asked for them: one for each tenant. */
  readonly clients: readonly [RecordedClient, ...RecordedClient[]];
}

/** An id, and which of the clients asked for it. */
export interface RecordedId extends WatchedId {
  readonly client: number;
}

/** A client as it was before anything was asked for. */
export interface RecordedClient {
  /** What the user calls the tenant, where there are several. */
  readonly tenant: string | undefined;
  /** The tenant's host. */
  readonly host: string;
  /** What it had spent before. */
  readonly budget: Budget;
  readonly signIn: SignIn | undefined;
}

const spread = v.object({ medianMs: amount, p90Ms: amount, runs: amount });

const client = v.pipe(
  v.object({
    tenant: v.optional(word),
    host: word,
    budget,
    signIn: v.optional(signInState),
  }),
  v.transform((fields): RecordedClient => ({ tenant: undefined, signIn: undefined, ...fields })),
);

/** Of several clients; the first one's where none is named. */
export const clientNumber = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0);

/** Reads the fields of a header, as they are written. */
export const header = v.object({
  program: word,
  title: word,
  ids: v.array(
    v.pipe(
      v.intersect([watchedId, v.object({ client: clientNumber })]),
      v.transform((id): RecordedId => id),
    ),
  ),
  intervalMs: v.pipe(amount, v.minValue(1)),
  isStrict: v.boolean(),
  clients: v.tupleWithRest([client], client),
});

/** What was usual for an id, where earlier runs told. */
export const usual = v.pipe(
  v.object({ took: v.optional(spread), collecting: v.optional(spread) }),
  v.transform(({ took, collecting }): Usual => ({ took, collecting })),
);
