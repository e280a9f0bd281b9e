import type { LeftBy } from "../../exit/outcome.ts";
import type { Snapshot } from "../../watch/model/snapshot.ts";
import type { TaskStatus } from "../../api/endpoints/task-status.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { isoMoment, type LineObject, lineObject, type Subject, wholeMs } from "./line-object.ts";
import { outcomeCounts } from "./outcome.ts";

/** The first line of a watch; `version` is the program's. All `at` are ms since the Unix epoch. */
export function watchingObject(
  at: number,
  version: string,
  { clients, watches }: Pick<Snapshot, "clients" | "watches">,
): LineObject {
  const [{ host, intervalMs }, ...others] = clients;
  const tenants = clients.map((one) => ({
    tenant: one.tenant,
    host: one.host,
    intervalMs: wholeMs(one.intervalMs),
  }));
  return lineObject(at, undefined, "watching", {
    version,
    host,
    ids: watches.map(({ id, label, tenant, kind, isAwaited }) => ({
      id,
      label,
      tenant,
      kind,
      isAwaited,
    })),
    intervalMs: wholeMs(intervalMs),
    tenants: others.length === 0 ? undefined : tenants,
  });
}

/** The last line of a run. */
export function summaryObject(
  at: number,
  watches: readonly Watch[],
  { by: leftBy, signal }: LeftBy,
  exitCode: number,
): LineObject {
  return lineObject(at, undefined, "summary", {
    outcomes: outcomeCounts(watches),
    leftBy,
    signal,
    exitCode,
  });
}

/**
 * What `start --no-watch` has started, labeled by its source.
 *
 * @param ranAlready whether it was running before
 * @param waitedFor the id of the aggregation that had to end first, if any
 */
export function startedObject(
  at: number,
  subject: Subject,
  sourceId: string,
  ranAlready: boolean,
  waitedFor: string | undefined,
): LineObject {
  return lineObject(at, subject, "started", { sourceId, ranAlready, waitedFor });
}

/** An aggregation of `list`; it is stuck if its task is pending without an aggregation behind it. */
export function aggregationObject(at: number, task: TaskStatus, isStuck: boolean): LineObject {
  const { id, sourceId, sourceName, launcher, created, completed, completionStatus } = task;
  return lineObject(at, { id, label: sourceName, kind: task.kind }, "aggregation", {
    sourceId,
    source: sourceName,
    launcher,
    created: isoMoment(created),
    completed: isoMoment(completed),
    completionStatus,
    taskCounts: task.counts,
    isStuck: isStuck || undefined,
  });
}
