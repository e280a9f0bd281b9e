import { aggregationKinds } from "../../api/endpoints/aggregation-kind.ts";
import { isApiError } from "../../api/http/errors.ts";
import type { Clock } from "../../time/clock.ts";
import type { Client } from "../../client/client.ts";
import { unreadableReason } from "../../watch/decide/unreadable-reason.ts";
import type { ListedTask } from "../../api/endpoints/tasks.ts";
import { ofKind, type WatchedId } from "../../watch/model/watch.ts";
import type { Watcher } from "../../watch/watcher.ts";
import type { Host } from "../../process/host.ts";
import type { IdleRule } from "./idle.ts";
import { createPendingFinder, sayStuck } from "./pending.ts";

/** A look is one or two requests, from the part of the budget that polls leave. */
export const shortestLookMs = 10_000;
/** What has ended stays on the screen, but a tenant may be followed for months. */
const mostEnded = 200;
/** A list may lack for once what it has next time: up to that many ids, none is forgotten. */
const mostSeen = 1000;

/** Looks for what runs now, as ids called by their sources' names. It throws ApiError. */
export type Look = () => Promise<readonly WatchedId[]>;

/** Its first look names what is stuck on stderr, before a screen may be up. */
export function createLook(client: Client, host: Pick<Host, "stderr">): Look {
  let isFirst = true;
  const find = createPendingFinder(client, host, () => isFirst, aggregationKinds);
  return async () => {
    const { running, stuck } = await find();
    if (isFirst) for (const task of stuck) sayStuck(task, host);
    isFirst = false;
    return running.map(watchedTask);
  };
}

/** A task as an id to watch, called by its source's name. */
export function watchedTask({ id, kind, sourceName: label, sourceId }: ListedTask): WatchedId {
  return { id, label, sourceId, ...ofKind(kind) };
}

/**
 * Watches everything that starts, until the signal is aborted, or until nothing has run for as long
 * as the rule says. A look that fails is reported, and repeated at the next time.
 */
export async function follow(
  look: Look,
  watcher: Pick<Watcher, "add" | "drop" | "looked" | "snapshot" | "hasUnended">,
  intervalMs: number,
  clock: Clock,
  signal: AbortSignal,
  idle?: IdleRule,
): Promise<void> {
  // What the user drops is not to come back.
  let seen: ReadonlySet<string> = idsOf(watcher.snapshot().watches);
  const everyMs = Math.max(intervalMs, shortestLookMs);

  async function tried<Found>(ask: () => Promise<Found>): Promise<Found | undefined> {
    try {
      return await ask();
    } catch (error) {
      if (!isApiError(error)) throw error;
      watcher.looked({ everyMs, problem: unreadableReason(error) });
      return undefined;
    }
  }

  watcher.looked({ everyMs, problem: undefined });
  let isQuiet = !watcher.hasUnended();
  for (;;) {
    const quiet = isQuiet;
    const leftMs = await tried(async () => idle?.looked(quiet));
    if (leftMs === 0) return;
    await clock.sleep(Math.min(everyMs, leftMs ?? everyMs), signal);
    const found = await tried(look);
    if (found) watcher.looked({ everyMs, problem: undefined });
    const running = found ?? [];
    watcher.add(running.filter(({ id }) => !seen.has(id)));
    isQuiet = found?.length === 0 && !watcher.hasUnended();
    const ended = watcher.snapshot().watches.filter(({ ending }) => ending);
    for (const { id } of ended.slice(0, -mostEnded)) watcher.drop(id);
    seen = afterLook(seen, idsOf(running), idsOf(watcher.snapshot().watches));
  }
}

/** The ids seen, after another look. Of many, those neither running nor watched are forgotten. */
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
