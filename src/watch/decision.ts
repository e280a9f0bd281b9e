import type { Ending } from "./ending.ts";
import type { Fact } from "./fact.ts";
import { logged } from "./log.ts";
import type { Moment } from "./moment.ts";
import type { Fault, Watch } from "./watch.ts";

/** The watch after something happened, and what there is to tell of it. */
export interface Decision {
  readonly watch: Watch;
  readonly facts: readonly Fact[];
}

/** What happened is no news to anybody. */
export function untold(watch: Watch): Decision {
  return { watch, facts: [] };
}

/** What happened is told, and remembered in the watch's log. */
export function told(watch: Watch, facts: readonly Fact[], now: Moment): Decision {
  const log = facts.reduce((entries, fact) => logged(entries, fact, now.wall), watch.log);
  return { watch: { ...watch, log }, facts };
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
  before: readonly Fact[] = [],
): Decision {
  const over = { askedAt: undefined, fault: undefined, inquiry: undefined, earlier: undefined };
  const lastSeen = ending.kind === "COMPLETED" ? undefined : watch.earlier;
  const next: Watch = { ...watch, ...lastSeen, ...over, ending };
  return told(next, [...before, { type: "ended", ending }], now);
}

/** The watch with its source's name, unless the user has one for it. */
export function named(watch: Watch, label: string, now: Moment): Decision {
  if (watch.label !== undefined) return untold(watch);
  return told({ ...watch, label }, [{ type: "named", label }], now);
}

/** What there is to tell at the first answer after faults. */
export function recoveredFrom(fault: Fault | undefined, now: Moment): readonly Fact[] {
  if (!fault) return [];
  return [{ type: "recovered", tries: fault.tries, afterMs: now.elapsed - fault.since.elapsed }];
}

/** Due then, neither sooner nor later; `elapsed` milliseconds. */
export function dueAt(at: number): Pick<Watch, "regularAskAt" | "soonestAskAt"> {
  return { regularAskAt: at, soonestAskAt: at };
}
