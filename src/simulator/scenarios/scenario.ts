import type { PlannedFault } from "../http/faults.ts";
import type { Random } from "../timeline/random.ts";
import type { TaskOutcome } from "./task-outcome.ts";
import type { Timeline } from "../timeline/timeline.ts";

/** How the status of a scenario ends; `scriptedOutcome` adds what its task says. */
export type ScriptedEnding =
  | "COMPLETED"
  | "CANCELLED"
  | "TERMINATED"
  /** 404 after it was seen. */
  | "EXPIRED"
  /** 404 or the status NOT_FOUND from the first request on. */
  | "NOT_FOUND"
  /** 400 or 403. */
  | "REFUSED";

/** How a status body spells counters that the tenant does not have yet. */
export type UnknownCounters = "absent" | "null" | "zero";

/** What happens to an aggregation, and what is odd about it. */
export interface Course {
  /** What is aggregated; by default accounts. An aggregation of entitlements has no status. */
  readonly kind?: "entitlement";
  readonly timeline: (random: Random) => Timeline;
  /** How earlier runs of its source went; by default like this one, or a short run if it fails. */
  readonly usually?: (random: Random) => Timeline;
  /** How long before the first request it started, in milliseconds; by default 0. */
  readonly startedEarlierMs?: number;
  /** By default absent. */
  readonly unknownCounters?: UnknownCounters;
  /** Its status has only the fields of the beta version, in every version. */
  readonly fourFields?: boolean;
  /** Its id is one as tenants gave them until 2021. */
  readonly oldStyleId?: boolean;
  readonly faults?: readonly PlannedFault[];
  /** When another program begins to use up the client's budget, in ms since the first request. */
  readonly crowdedAtMs?: readonly number[];
  /** How long every access token of the tenant lives, in seconds. */
  readonly tokenLifeS?: number;
  /** By default SUCCESS. */
  readonly task?: TaskOutcome;
  /** Whether only the first start of its source goes like this, and the next ones well. */
  readonly isPassing?: boolean;
}

export interface Scenario extends Course {
  readonly name: string;
  /** No two scenarios share one. */
  readonly source: string;
  /** What there is to see, in one short line. */
  readonly about: string;
  readonly ending: ScriptedEnding;
}
