import type { LeftBy } from "../../exit/outcome.ts";
import type { ClientState, Snapshot } from "../../watch/model/snapshot.ts";
import type { TaskStatus } from "../../api/endpoints/task-status.ts";
import type { Watch } from "../../watch/model/watch.ts";
import { isoMoment, type LineObject, lineObject, type Subject, wholeMs } from "./line-object.ts";
import { outcomeCounts } from "./outcome.ts";

/**
 * The first line of a watch: by whom, where and what.
 *
 * @param at milliseconds since the Unix epoch
 * @param version of the program
 */
export function watchingObject(
  at: number,
  version: string,
  { clients, watches }: Pick<Snapshot, "clients" | "watches">,
): LineObject {
  const [{ host, intervalMs }, ...others] = clients;
  return lineObject(at, undefined, "watching", {
    version,
    host,
    ids: watches.map(({ id, label, tenant, isAwaited }) => ({ id, label, tenant, isAwaited })),
    intervalMs: wholeMs(intervalMs),
    tenants: others.length === 0 ? undefined : clients.map(tenantFields),
  });
}

function tenantFields({ tenant, host, intervalMs }: ClientState) {
  return { tenant, host, intervalMs: wholeMs(intervalMs) };
}

/**
 * The last line of a run: what it came to.
 *
 * @param at milliseconds since the Unix epoch
 * @param watches all that were watched
 * @param exitCode the program's
 */
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
 * What `start --no-watch` has started.
 *
 * @param at milliseconds since the Unix epoch
 * @param subject its id, called by its source's name
 * @param ranAlready whether somebody else had started it before
 * @param waitedFor the id of the aggregation whose end was waited for first, if any
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

/**
 * An aggregation as `list` finds it.
 *
 * @param at milliseconds since the Unix epoch
 * @param isStuck whether its task is pending and has no aggregation behind it
 */
export function aggregationObject(at: number, task: TaskStatus, isStuck: boolean): LineObject {
  const { id, sourceId, sourceName, launcher, created, completed, completionStatus } = task;
  return lineObject(at, { id, label: sourceName }, "aggregation", {
    sourceId,
    source: sourceName,
    launcher,
    created: isoMoment(created),
    completed: isoMoment(completed),
    completionStatus,
    isStuck: isStuck || undefined,
  });
}
