import type { UnknownCounters } from "../scenarios/scenario.ts";
import type { Counters, Step } from "../timeline/timeline.ts";

/** How a status is spelled in the answer to one request. */
export interface StatusShape {
  /** When the aggregation started, in milliseconds since the Unix epoch. */
  readonly startMs: number;
  readonly unknownCounters: UnknownCounters;
  /** As the beta version does: start, status and the two counters of accounts. */
  readonly fourFields: boolean;
}

/** The body of a 200 answer, an AccountAggregationStatus. */
export function statusBody(step: Step, shape: StatusShape): Readonly<Record<string, unknown>> {
  if (step.status === "NOT_FOUND") return { start: null, status: step.status };
  const counters = step.counters ?? unknown(shape.unknownCounters);
  return {
    start: new Date(shape.startMs).toISOString(),
    status: step.status,
    ...(shape.fourFields ? accountsOf(counters) : counters),
  };
}

type SpelledCounters = Partial<Record<keyof Counters, number | null>>;

function unknown(spelling: UnknownCounters): SpelledCounters {
  if (spelling === "absent") return {};
  const value = spelling === "null" ? null : 0;
  return {
    totalAccounts: value,
    processedAccounts: value,
    totalAccountsMarkedForDeletion: value,
    deletedAccounts: value,
    totalIdentities: value,
    processedIdentities: value,
  };
}

function accountsOf(counters: SpelledCounters): SpelledCounters {
  // Object.entries leaves out what is absent, where naming the two fields would not.
  return Object.fromEntries(Object.entries(counters).filter(([name]) => accountFields.has(name)));
}

const accountFields: ReadonlySet<string> = new Set(["totalAccounts", "processedAccounts"]);
