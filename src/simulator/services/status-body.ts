import type { UnknownCounters } from "../scenarios/scenario.ts";
import { counterNames, type Step } from "../timeline/timeline.ts";

export interface StatusShape {
  /** When the aggregation started, in milliseconds since the Unix epoch. */
  readonly startMs: number;
  readonly unknownCounters: UnknownCounters;
  /** As in the beta version: start, status and the two counters of accounts. */
  readonly fourFields: boolean;
}

/** The body of a 200 answer, an AccountAggregationStatus. */
export function statusBody(
  { status, counters }: Step,
  { startMs, unknownCounters, fourFields }: StatusShape,
): Readonly<Record<string, unknown>> {
  if (status === "NOT_FOUND") return { start: null, status };
  const names = !counters && unknownCounters === "absent" ? [] : counterNames;
  const unknown = unknownCounters === "null" ? null : 0;
  return {
    start: new Date(startMs).toISOString(),
    status,
    ...Object.fromEntries(
      names
        .filter((name) => !fourFields || name === "totalAccounts" || name === "processedAccounts")
        .map((name) => [name, counters ? counters[name] : unknown]),
    ),
  };
}
