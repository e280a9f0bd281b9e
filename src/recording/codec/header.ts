import * as v from "valibot";
import type { Spread, Usual } from "../../history/usual.ts";
import type { Budget } from "../../client/budget.ts";
import type { SignIn } from "../../client/sender.ts";
import type { WatchedId } from "../../watch/model/watch.ts";
import { budget, signIn } from "./client-fields.ts";
import { board, type RecordedBoard } from "./known/board.ts";
import { type Codec, list, maybe, object } from "./codec.ts";
import { amount, between, flag, watchedIdFields, word, yes } from "./fields.ts";

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
  /** Whether its run made the file: a line without `run` belongs to the last such run before it. */
  readonly madeFile?: true | undefined;
  /** Those who asked for them: one for each tenant. */
  readonly clients: readonly [RecordedClient, ...RecordedClient[]];
  /** Left out at the beginning of a watch. */
  readonly goesOn?: GoesOn | undefined;
}

/**
 * A watch that goes on here: what was known by then, except that each id has a line of its own.
 * The part before may have been cut off.
 */
export interface GoesOn {
  /** Of each client. */
  readonly boards: readonly RecordedBoard[];
  readonly usuals: readonly RecordedUsual[];
}

export interface RecordedUsual extends Usual {
  readonly id: string;
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

const client = object<RecordedClient>({
  tenant: maybe(word),
  host: word,
  budget,
  signIn: maybe(signIn),
});

const clients: Codec<Header["clients"]> = {
  write: list(client).write,
  read: v.tupleWithRest([client.read], client.read),
};

/** Of several clients; the first one's where none is named. */
export const clientNumber: Codec<number> = {
  write: (index) => index,
  read: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
};

const durations = maybe(object<Spread>({ medianMs: amount, p90Ms: amount, runs: amount }));
const usualFields = {
  took: durations,
  collecting: durations,
  lastTookMs: maybe(list(amount)),
};

/** What was usual for an id, where earlier runs were known. */
export const usual = object<Usual>(usualFields);

const goesOn = object<GoesOn>({
  boards: list(board),
  usuals: list(object<RecordedUsual>({ id: word, ...usualFields })),
});

export const header = object<Header>({
  program: word,
  title: word,
  intervalMs: between(1, Infinity),
  isStrict: flag,
  madeFile: maybe(yes),
  ids: list(object<RecordedId>({ ...watchedIdFields, client: clientNumber })),
  clients,
  goesOn: maybe(goesOn),
});
