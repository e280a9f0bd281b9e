import { isApiError } from "../../api/http/errors.ts";
import type { TaskStatus } from "../../api/endpoints/task-status.ts";
import type { Clock } from "../../time/clock.ts";
import type { Client } from "../../client/client.ts";
import { unreadableReason } from "../../watch/decide/unreadable-reason.ts";
import type { WatchedId } from "../../watch/model/watch.ts";
import type { Watcher } from "../../watch/watcher.ts";
import type { Host } from "../../process/host.ts";
import { createPendingFinder, sayStuck } from "./pending.ts";

/** What starts is seen within so many milliseconds; a shorter look would cost more than it tells. */
export const shortestLookMs = 10_000;
/** What has ended stays to be seen, but a tenant may be followed for months. */
const mostEnded = 200;
/** A list may leave out for once what it has next time: only of so many is anything forgotten. */
const mostSeen = 1000;

/**
 * Looks for what runs now, as ids called by their sources' names. What is stuck is named on stderr
 * by the first look, before a screen may be up. It throws ApiError.
 */
export function createLook(
  client: Client,
  host: Pick<Host, "stderr">,
): () => Promise<readonly WatchedId[]> {
  let isFirst = true;
  const find = createPendingFinder(client, host, () => isFirst);
  return async () => {
    const { running, stuck } = await find();
    if (isFirst) for (const task of stuck) sayStuck(task, host);
    isFirst = false;
    return running.map(watchedId);
  };
}

/**
 * Watches whatever starts in the tenant, until the signal is aborted. A look that fails is made
 * again at the next time, and told: what runs is watched all the same.
 *
 * @param intervalMs how often each id is asked
 */
export async function follow(
  look: () => Promise<readonly WatchedId[]>,
  watcher: Pick<Watcher, "add" | "drop" | "looked" | "snapshot">,
  intervalMs: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  // What the user drops is not to come back.
  let seen: ReadonlySet<string> = idsOf(watcher.snapshot().watches);
  const everyMs = Math.max(intervalMs, shortestLookMs);
  const lookOnce = async (): Promise<readonly WatchedId[]> => {
    try {
      const running = await look();
      watcher.looked({ everyMs, problem: undefined });
      return running;
    } catch (error) {
      if (!isApiError(error)) throw error;
      watcher.looked({ everyMs, problem: unreadableReason(error) });
      return [];
    }
  };
  watcher.looked({ everyMs, problem: undefined });
  for (;;) {
    // One look after the other.
    // oxlint-disable-next-line no-await-in-loop
    await clock.sleep(everyMs, signal);
    // oxlint-disable-next-line no-await-in-loop
    const running = await lookOnce();
    watcher.add(running.filter(({ id }) => !seen.has(id)));
    const ended = watcher.snapshot().watches.filter(({ ending }) => ending);
    for (const { id } of ended.slice(0, -mostEnded)) watcher.drop(id);
    seen = afterLook(seen, idsOf(running), idsOf(watcher.snapshot().watches));
  }
}

/**
 * The ids that have been seen, once there was another look. A tenant may be followed for months:
 * of many, those that neither run nor are watched are forgotten.
 */
export function afterLook(
  seen: ReadonlySet<string>,
  running: ReadonlySet<string>,
  watched: ReadonlySet<string>,
): ReadonlySet<string> {
  const all = new Set([...seen, ...running]);
  return all.size > mostSeen ? new Set([...running, ...watched]) : all;
}

function idsOf(ids: readonly WatchedId[]): ReadonlySet<string> {
  return new Set(ids.map(({ id }) => id));
}

function watchedId({ id, sourceName }: TaskStatus): WatchedId {
  return { id, label: sourceName };
}
