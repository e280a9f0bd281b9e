import { parseAggregationStatus } from "../../api/endpoints/aggregation-status.ts";
import type { Api } from "../../api/http/api.ts";
import { isApiError, isForbidden } from "../../api/http/errors.ts";
import { pathsOf } from "../../api/http/paths.ts";
import type { ListedTask } from "../../api/endpoints/tasks.ts";
import { askAgainAfter404Ms, believed404s } from "../../watch/decide/schedule.ts";

export interface Pending {
  readonly running: readonly ListedTask[];
  /** Tasks that are pending although their aggregations are gone. */
  readonly stuck: readonly ListedTask[];
}

/** A status is kept for an hour, and a start is unknown for seconds: sooner, a 404 says nothing. */
const shortestStuckMs = 60 * 60_000;
/** Nothing disproves that an entitlement aggregation runs; none takes minutes and lasts a day. */
const longestEntitlementsMs = 24 * 60 * 60_000;
/** Each costs up to three requests; the oldest first. */
const mostChecked = 20;

/**
 * Tells running tasks from stuck ones: pending for over an hour while the status endpoint no longer
 * knows their aggregations. A 404 is believed as it is in a watch; a doubtful task counts as
 * running. A task is checked once; call it again for more tasks. Only `pause`, between rounds, can
 * throw. An entitlement aggregation has no status: its task is believed for a day.
 */
export function createStuckFinder(
  api: Api,
  pause: (ms: number, tasks: number) => Promise<void>,
): (tasks: readonly ListedTask[]) => Promise<Pending> {
  const known = new Map<string, boolean>();

  async function check(tasks: readonly ListedTask[]): Promise<void> {
    let missing: readonly ListedTask[] = tasks
      .filter((task) => task.kind !== "entitlement" && isOld(task) && !known.has(task.id))
      .toSorted((one, other) => pendingSince(one) - pendingSince(other))
      .slice(0, mostChecked);
    for (const { id } of missing) known.set(id, false);
    for (let times = 1; missing.length > 0; times += 1) {
      missing = await gone(missing, api);
      if (times === believed404s) break;
      if (missing.length > 0) await pause(askAgainAfter404Ms, missing.length);
    }
    for (const { id } of missing) known.set(id, true);
  }

  return async (tasks) => {
    await check(tasks);
    const stuck = tasks.filter((task) =>
      task.kind === "entitlement" ? isTooOld(task) : known.get(task.id) === true,
    );
    return { running: tasks.filter((task) => !stuck.includes(task)), stuck };
  };
}

async function gone(tasks: readonly ListedTask[], api: Api): Promise<readonly ListedTask[]> {
  const [first, ...others] = tasks;
  const found = first && (await finding(first.id, api));
  // A user who may not read one may read none.
  if (!first || found === "forbidden") return [];
  const findings = await Promise.all(others.map(({ id }) => finding(id, api)));
  return tasks.filter((_, index) => [found, ...findings][index] === "unknown");
}

type Finding = "unknown" | "forbidden" | "other";

async function finding(id: string, { version, ask }: Api): Promise<Finding> {
  try {
    const { body } = await ask({ method: "GET", path: pathsOf(version).aggregationStatus(id) });
    return parseAggregationStatus(body)?.status === "NOT_FOUND" ? "unknown" : "other";
  } catch (error) {
    if (!isApiError(error)) throw error;
    if (isForbidden(error)) return "forbidden";
    return isApiError(error, "not found") ? "unknown" : "other";
  }
}

function isOld(task: ListedTask): boolean {
  return pendingMs(task) >= shortestStuckMs;
}

function isTooOld(task: ListedTask): boolean {
  return pendingMs(task) >= longestEntitlementsMs;
}

function pendingMs(task: ListedTask): number {
  return task.answeredAt - pendingSince(task);
}

/** Milliseconds since the Unix epoch; infinite if unknown. */
function pendingSince({ created, launched }: ListedTask): number {
  if (created === undefined && launched === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(created ?? launched ?? 0, launched ?? 0);
}
