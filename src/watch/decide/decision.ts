import type { Ending } from "../model/ending.ts";
import type { AggregationEvent } from "../model/event.ts";
import { logged } from "../model/log.ts";
import type { Moment } from "../model/moment.ts";
import type { Fault, Watch } from "../model/watch.ts";

/** The watch after something happened, and what there is to tell of it. */
export interface Decision {
  readonly watch: Watch;
  readonly events: readonly AggregationEvent[];
}

/** What happened is no news to anybody. */
export function withoutEvents(watch: Watch): Decision {
  return { watch, events: [] };
}

/** What happened is told, and remembered in the watch's log. */
export function withEvents(
  watch: Watch,
  events: readonly AggregationEvent[],
  now: Moment,
): Decision {
  const log = events.reduce((entries, event) => logged(entries, event, now.wall), watch.log);
  return { watch: { ...watch, log }, events };
}

/**
 * The watch is over, with the values that were last seen; those of what has COMPLETED are its own.
 *
 * @param before what happened with it, and is told before it
 */
export function ended(
  watch: Watch,
  ending: Ending,
  now: Moment,
  before: readonly AggregationEvent[] = [],
): Decision {
  const over = {
    askedAt: undefined,
    fault: undefined,
    verdictCheck: undefined,
    earlier: undefined,
  };
  const lastSeen = ending.kind === "COMPLETED" ? undefined : watch.earlier;
  const next: Watch = { ...watch, ...lastSeen, ...over, ending };
  return withEvents(next, [...before, { type: "ended", ending }], now);
}

/** The watch with its source's name, unless the user has one for it. */
export function named(watch: Watch, label: string, now: Moment): Decision {
  if (watch.label !== undefined) return withoutEvents(watch);
  return withEvents({ ...watch, label }, [{ type: "named", label }], now);
}

/** What there is to tell at the first answer after faults. */
export function recoveredFrom(fault: Fault | undefined, now: Moment): readonly AggregationEvent[] {
  if (!fault) return [];
  return [{ type: "recovered", tries: fault.tries, afterMs: now.elapsed - fault.since.elapsed }];
}

/** Due then, neither sooner nor later; `elapsed` milliseconds. */
export function dueAt(at: number): Pick<Watch, "regularAskAt" | "soonestAskAt"> {
  return { regularAskAt: at, soonestAskAt: at };
}
