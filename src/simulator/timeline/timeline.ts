/** In the order in which a body has them. */
export const counterNames = [
  "totalAccounts",
  "processedAccounts",
  "totalAccountsMarkedForDeletion",
  "deletedAccounts",
  "totalIdentities",
  "processedIdentities",
] as const;

export type Counters = Readonly<Record<(typeof counterNames)[number], number>>;

/** The published values of `status`, and MERGING, an unpublished one. */
export type Status =
  | "STARTED"
  | "ACCOUNTS_COLLECTED"
  | "COMPLETED"
  | "CANCELLED"
  | "RETRIED"
  | "TERMINATED"
  | "NOT_FOUND"
  | "MERGING";

/** What the tenant answers from one moment on. */
export interface Step {
  /** Milliseconds since the first request about the aggregation. */
  readonly atMs: number;
  /** Undefined is a 404. */
  readonly status: Status | undefined;
  /** Undefined while the tenant has none. */
  readonly counters: Counters | undefined;
}

/** All that the tenant will ever answer about an aggregation, oldest first; the first step is at 0. */
export type Timeline = readonly Step[];

export const unknownId: Step = { atMs: 0, status: undefined, counters: undefined };

/** The published specification: a status is kept up to an hour after the aggregation completes. */
const statusKeptMs = 3_600_000;

const endings: ReadonlySet<Status | undefined> = new Set(["COMPLETED", "CANCELLED", "TERMINATED"]);

/** The milliseconds after which the aggregation has ended; undefined if it never does. */
export function endOf(timeline: Timeline): number | undefined {
  return timeline.find((step) => endings.has(step.status))?.atMs;
}

/** The step at `elapsedMs` since the first request; undefined where the id is unknown or expired. */
export function stepAt(timeline: Timeline, elapsedMs: number): Step | undefined {
  const endMs = endOf(timeline);
  if (endMs !== undefined && elapsedMs >= endMs + statusKeptMs) return undefined;
  const step = timeline.findLast(({ atMs }) => atMs <= elapsedMs) ?? timeline[0];
  return step?.status === undefined ? undefined : step;
}
