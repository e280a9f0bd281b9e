import { createRunningFinder } from "../../api/endpoints/running-aggregations.ts";
import type { ListedTask } from "../../api/endpoints/tasks.ts";
import { countdown, duration } from "../../text/duration.ts";
import { timestamp } from "../../text/time-of-day.ts";
import type { Client } from "../../client/client.ts";
import { askAgainAfter404Ms, believed404s } from "../../watch/decide/schedule.ts";
import { createStuckFinder, type Pending } from "./stuck-tasks.ts";
import type { Host } from "../../process/host.ts";

/** Finds what runs now, of the sources that are wanted. It throws ApiError. */
export type PendingFinder = (isWanted?: (task: ListedTask) => boolean) => Promise<Pending>;

/**
 * Tells what runs from what is stuck; that this takes time is said on stderr, once.
 *
 * @param isTold false where nothing may be written, since a screen is up
 */
export function stuckFinder(
  { api, sleep }: Pick<Client, "api" | "sleep">,
  { stderr }: Pick<Host, "stderr">,
  isTold: () => boolean = () => true,
): (tasks: readonly ListedTask[]) => Promise<Pending> {
  let hasTold = false;
  return createStuckFinder(api, (ms, tasks) => {
    if (!hasTold && isTold()) {
      const which = tasks === 1 ? "a task" : `${tasks} tasks`;
      const most = countdown((believed404s - 1) * askAgainAfter404Ms);
      stderr.write(
        `aggwatch: checking ${which} pending for over an hour whose status is not found (404), ` +
          `for ${most}; Ctrl-C ends it\n`,
      );
    }
    hasTold = true;
    return sleep(ms);
  });
}

/** Looks for what runs now, in the tenant of a client. */
export function createPendingFinder(
  client: Client,
  host: Pick<Host, "stderr">,
  isTold?: () => boolean,
): PendingFinder {
  const find = createRunningFinder(client.api);
  const sort = stuckFinder(client, host, isTold);
  return async (isWanted = () => true) => sort((await find()).filter(isWanted));
}

/** A stuck task for people: half a sentence, which says since when it has been pending. */
export function stuckText({ created, answeredAt }: ListedTask): string {
  if (created === undefined) return "pending, with no aggregation behind it";
  const forHowLong = duration(answeredAt - created);
  return `pending since ${timestamp(created)} (${forHowLong}), with no aggregation behind it`;
}

/** Names a stuck task on stderr, says that it is passed over, and where it can be cleared. */
export function sayStuck(
  task: ListedTask,
  { stderr }: Pick<Host, "stderr">,
  source = task.sourceName ?? "an unnamed source",
): void {
  stderr.write(
    `aggwatch: the task ${task.id} of ${source} is stuck: ${stuckText(task)} (404); ` +
      `it does not count as running. ${clearingText(source)}\n`,
  );
}

/** Where a stuck task can be cleared, and what that does not do. */
function clearingText(source: string): string {
  return (
    `To clear it: Connections > Sources > ${source} > Import Data > Account Aggregation in the ` +
    "web UI, or PATCH /task-status/{id}; neither stops an aggregation"
  );
}
