/** The counters of an aggregation, all of them known. */
export interface Counters {
  readonly totalAccounts: number;
  readonly processedAccounts: number;
  readonly totalAccountsMarkedForDeletion: number;
  readonly deletedAccounts: number;
  readonly totalIdentities: number;
  readonly processedIdentities: number;
}

/** The published values of `status`, and MERGING, which the tenant says though nobody published it. */
export type Status =
  | "STARTED"
  | "ACCOUNTS_COLLECTED"
  | "COMPLETED"
  | "CANCELLED"
  | "RETRIED"
  | "TERMINATED"
  | "NOT_FOUND"
  | "MERGING";

/** What the tenant says of an aggregation from one moment on. */
export interface Step {
  /** Milliseconds since the aggregation was asked about for the first time. */
  readonly atMs: number;
  /** undefined: the tenant knows no such id, 404. */
  readonly status: Status | undefined;
  /** undefined while the tenant has none. */
  readonly counters: Counters | undefined;
}

/** All that the tenant will ever say of an aggregation, oldest first; the first step is at 0. */
export type Timeline = readonly Step[];

/** The published specification: status is kept up to an hour after an aggregation completes. */
const statusKeptMs = 3_600_000;

const endings: ReadonlySet<Status | undefined> = new Set(["COMPLETED", "CANCELLED", "TERMINATED"]);

/** @returns the milliseconds after which the aggregation has ended; undefined if it never does */
export function endOf(timeline: Timeline): number | undefined {
  return timeline.find((step) => endings.has(step.status))?.atMs;
}

/**
 * @param elapsedMs milliseconds since the first question
 * @returns what holds then; undefined where the tenant knows no such id, or not any more
 */
export function stepAt(timeline: Timeline, elapsedMs: number): Step | undefined {
  const endMs = endOf(timeline);
  if (endMs !== undefined && elapsedMs >= endMs + statusKeptMs) return undefined;
  const step = timeline.findLast(({ atMs }) => atMs <= elapsedMs) ?? timeline[0];
  return step?.status === undefined ? undefined : step;
}
