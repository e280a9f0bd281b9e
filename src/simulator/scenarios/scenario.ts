import type { PlannedFault } from "../http/faults.ts";
import type { Random } from "../timeline/random.ts";
import type { TaskOutcome } from "./task-outcome.ts";
import type { Timeline } from "../timeline/timeline.ts";

/** What the status of a scenario comes to in the end; for what its task adds see `scriptedOutcome`. */
export type ScriptedEnding =
  | "COMPLETED"
  | "CANCELLED"
  | "TERMINATED"
  /** 404 after it had been seen. */
  | "EXPIRED"
  /** 404 or the status NOT_FOUND from the first question on. */
  | "NOT_FOUND"
  /** 400 or 403. */
  | "REFUSED";

/** How a status body spells counters that the tenant does not have yet. */
export type UnknownCounters = "absent" | "null" | "zero";

/** An aggregation of the simulated tenant: what happens to it, and what is odd about it. */
export interface Scenario {
  /** How it is asked for. */
  readonly name: string;
  /** The name of the source that is aggregated; no two scenarios share one. */
  readonly source: string;
  /** What is to be seen, in one short line. */
  readonly about: string;
  readonly ending: ScriptedEnding;
  /** Everything that its status will say. */
  readonly timeline: (random: Random) => Timeline;
  /** How long before the first question it had started, in milliseconds. Without it: 0. */
  readonly startedEarlierMs?: number;
  /** Without it: absent. */
  readonly unknownCounters?: UnknownCounters;
  /** Its status has only the fields of the beta version, in every version. */
  readonly fourFields?: boolean;
  /** Its id is one as tenants gave them until 2021. */
  readonly oldStyleId?: boolean;
  /** What goes wrong on the way. */
  readonly faults?: readonly PlannedFault[];
  /**
   * When another program begins to use up the same client's budget, in milliseconds since the
   * first question.
   */
  readonly crowdedAtMs?: readonly number[];
  /** How long each of the tenant's access tokens lives, in seconds. */
  readonly tokenLifeS?: number;
  /** What its task says in the end. Without it: SUCCESS. */
  readonly task?: TaskOutcome;
}
