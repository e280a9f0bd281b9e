import type { AggregationKind } from "../../api/endpoints/aggregation-kind.ts";
import { createRunningFinder } from "../../api/endpoints/running-aggregations.ts";
import type { ListedTask } from "../../api/endpoints/tasks.ts";
import { countdown, duration } from "../../text/duration.ts";
import { timestamp } from "../../text/time-of-day.ts";
import type { Client } from "../../client/client.ts";
import { askAgainAfter404Ms, believed404s } from "../../watch/decide/schedule.ts";
import { createStuckFinder, type Pending } from "./stuck-tasks.ts";
import { kindLooks } from "../../wording/kinds.ts";
import type { Host } from "../../process/host.ts";

export type LookUps = Pick<Client, "api" | "sleep">;

/** Tells running from stuck tasks; if it may, it says once on stderr that this takes time. */
export function stuckFinder(
  { api, sleep }: LookUps,
  { stderr }: Pick<Host, "stderr">,
  maySay: () => boolean = () => true,
): (tasks: readonly ListedTask[]) => Promise<Pending> {
  let hasPaused = false;
  return createStuckFinder(api, (ms, tasks) => {
    if (!hasPaused && maySay()) {
      const which = tasks === 1 ? "a task" : `${tasks} tasks`;
      const most = countdown((believed404s - 1) * askAgainAfter404Ms);
      stderr.write(
        `aggwatch: checking ${which} pending for over an hour whose status is not found (404), ` +
          `for ${most}; Ctrl-C to quit\n`,
      );
    }
    hasPaused = true;
    return sleep(ms);
  });
}

/**
 * Finds what runs now in a tenant, of accounts unless other kinds are given, of the tasks that are
 * wanted; throws ApiError.
 */
export function createPendingFinder(
  lookUps: LookUps,
  host: Pick<Host, "stderr">,
  maySay?: () => boolean,
  kinds?: readonly AggregationKind[],
): (isWanted?: (task: ListedTask) => boolean) => Promise<Pending> {
  const find = createRunningFinder(lookUps.api, kinds);
  const sort = stuckFinder(lookUps, host, maySay);
  return async (isWanted = () => true) => sort((await find()).filter(isWanted));
}

/** A stuck task for people: half a sentence, which says since when it has been pending. */
function stuckText({ kind, created, answeredAt }: ListedTask): string {
  const why =
    kind === "entitlement"
      ? "longer than a day, and entitlements have no status to tell"
      : "with no aggregation behind it (404)";
  if (created === undefined) return `pending, ${why}`;
  const forHowLong = duration(answeredAt - created);
  return `pending since ${timestamp(created)} (${forHowLong}), ${why}`;
}

/** Names a stuck task on stderr, that it does not count, where to clear it and what that leaves. */
export function sayStuck(
  task: ListedTask,
  { stderr }: Pick<Host, "stderr">,
  source = task.sourceName ?? "an unnamed source",
): void {
  const { kind = "account" } = task;
  const verb = kind === "account" ? "is stuck" : "seems stuck";
  const { page } = kindLooks[kind];
  stderr.write(
    `aggwatch: the task ${task.id} of ${source} ${verb}: ${stuckText(task)}; ` +
      "it does not count as running. " +
      `To clear it: Connections > Sources > ${source} > Import Data > ${page} in the ` +
      "web UI, or PATCH /task-status/{id}; neither stops an aggregation\n",
  );
}
