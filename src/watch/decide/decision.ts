import type { AggregationKind } from "../../api/endpoints/aggregation-kind.ts";
import type { Ending } from "../model/ending.ts";
import type { AggregationEvent } from "../model/event.ts";
import { logged } from "../model/log.ts";
import type { Moment } from "../model/moment.ts";
import type { Fault, Watch } from "../model/watch.ts";

export interface Decision {
  readonly watch: Watch;
  readonly events: readonly AggregationEvent[];
}

export function withoutEvents(watch: Watch): Decision {
  return { watch, events: [] };
}

export function withEvents(
  watch: Watch,
  events: readonly AggregationEvent[],
  now: Moment,
): Decision {
  const log = events.reduce((entries, event) => logged(entries, event, now.wall), watch.log);
  return { watch: { ...watch, log }, events };
}

/** Ends with the last values seen, but those of a COMPLETED aggregation are its own, even none. */
export function ended(
  watch: Watch,
  ending: Ending,
  now: Moment,
  before: readonly AggregationEvent[] = [],
): Decision {
  const over = { askedAt: undefined, fault: undefined, verdictCheck: undefined };
  const lastSeen = ending.kind === "COMPLETED" ? undefined : watch.earlier;
  const next: Watch = { ...watch, ...lastSeen, ...over, earlier: undefined, ending };
  return withEvents(next, [...before, { type: "ended", ending }], now);
}

/** What is known of an id's source, and of what is read from it. */
export interface KnownSource {
  readonly kind?: AggregationKind | undefined;
  readonly label?: string | undefined;
  readonly sourceId?: string | undefined;
}

/** The watch with its source, whose name is the label unless the user has given one. */
export function named(
  before: Watch,
  { label, sourceId, kind }: KnownSource,
  now: Moment,
): Decision {
  const sourced = sourceId === undefined ? before : { ...before, sourceId };
  const isNews = kind === "entitlement" && isTakenForAccounts(before);
  const watch = isNews ? asEntitlements(sourced, now) : sourced;
  if (label === undefined || watch.label !== undefined) return withoutEvents(watch);
  return withEvents({ ...watch, label }, [{ type: "named", label }], now);
}

/** A status would show that it is one of accounts. */
function isTakenForAccounts({ kind, lastAnswer, ending }: Watch): boolean {
  return kind === undefined && !lastAnswer && !ending;
}

/** What was asked for was a status, which it does not have: the 404s say nothing of its task. */
function asEntitlements(watch: Watch, { elapsed }: Moment): Watch {
  const forgotten = { missing: undefined, verdictCheck: undefined };
  return { ...watch, kind: "entitlement", ...forgotten, ...dueAt(elapsed) };
}

export function recoveredFrom(fault: Fault | undefined, now: Moment): readonly AggregationEvent[] {
  if (!fault) return [];
  return [{ type: "recovered", tries: fault.tries, afterMs: now.elapsed - fault.since.elapsed }];
}

/** No request is in flight, and the next one is due exactly then; `elapsed` milliseconds. */
export function dueAt(at: number): Pick<Watch, "askedAt" | "regularAskAt" | "soonestAskAt"> {
  return { askedAt: undefined, regularAskAt: at, soonestAskAt: at };
}
