import { drawWhole, type Random, type Range } from "../timeline/random.ts";
import type { Counters } from "../timeline/timeline.ts";

/** What a task has counted, as its attributes name it. */
export interface TaskCounts {
  /** Accounts that were read: all but the deleted ones. */
  readonly total: number;
  /** Unchanged ones. */
  readonly optimized: number;
  readonly ignored: number;
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
}

/** The same of entitlements, which the attributes call groups. */
export interface EntitlementCounts {
  readonly total: number;
  readonly groupsCreated: number;
  readonly groupsUpdated: number;
  readonly groupsDeleted: number;
}

const entitlements: Range = [300, 4000];
const changedEntitlements: Range = [0, 40];

export function entitlementCountsOf(random: Random): EntitlementCounts {
  return {
    total: drawWhole(random, entitlements),
    groupsCreated: drawWhole(random, changedEntitlements),
    groupsUpdated: drawWhole(random, changedEntitlements),
    groupsDeleted: drawWhole(random, changedEntitlements),
  };
}

const createdPercent: Range = [8, 30];
/** A nightly run changes a small part of a source. */
const unchangedPerChanged: Range = [8, 20];
const fewestUnchanged: Range = [400, 4000];

/**
 * The counts of a run whose counters ended like this: what was processed was created, updated or
 * deleted. A run that does not skip unchanged accounts has none.
 */
export function taskCountsOf(
  { processedAccounts, deletedAccounts }: Counters,
  ignored: number,
  isOptimized: boolean,
  random: Random,
): TaskCounts {
  const deleted = Math.min(deletedAccounts, processedAccounts);
  const changed = processedAccounts - deleted;
  const created = Math.round((changed * drawWhole(random, createdPercent)) / 100);
  const unchanged =
    changed * drawWhole(random, unchangedPerChanged) + drawWhole(random, fewestUnchanged);
  const optimized = isOptimized ? unchanged : 0;
  return {
    total: optimized + changed + ignored,
    optimized,
    ignored,
    created,
    updated: changed - created,
    deleted,
  };
}
