import { openHistory, type SessionHistory } from "../../history/session.ts";
import type { Host } from "../../process/host.ts";
import type { WatchFeed } from "../../watch/feed.ts";
import type { WatchedId } from "../../watch/model/watch.ts";
import { joinedFeed } from "../../watch/several-tenants.ts";
import { createWatcher, type LiveWatcher } from "../../watch/watcher.ts";
import { eventText } from "../../wording/event-text.ts";
import { waitText } from "../../wording/wait-text.ts";
import { watchName } from "../../wording/watch-name.ts";
import type { NamedClient, NamedClients } from "../tenant/open-clients.ts";

/** What was found: a watch of the ids that has asked each of them once. */
export interface Asked {
  readonly feed: WatchFeed;
  readonly usuals: SessionHistory["usuals"];
}

/** Of a watch that goes on: how old an answer may be follows from it. */
const usualIntervalMs = 5000;

/**
 * Asks each id once, by a watcher, so that a watch would say the same: its status, and its task once
 * it has ended or is not found. What delays that is said on stderr. It returns what is known by then
 * if the command's lifetime ends sooner.
 */
export async function askOnce(
  ids: readonly WatchedId[],
  clients: NamedClients,
  hasHistory: boolean,
  host: Pick<Host, "clock" | "random" | "stderr" | "lifetime" | "historyFolder">,
): Promise<Asked> {
  const { clock, random, stderr, lifetime } = host;
  const isOnly = clients.length === 1;
  const settings = {
    intervalMs: usualIntervalMs,
    stallAfterMs: undefined,
    isAskedOnce: true,
  } as const;
  const watcherOf = ({ client, name }: NamedClient): LiveWatcher => {
    const own = isOnly ? ids : ids.filter(({ tenant }) => tenant === name);
    const named = !isOnly && name !== undefined && { tenantName: name };
    return createWatcher(own, settings, { client, clock, random, ...named });
  };
  const [first, ...others] = clients;
  const parts = [watcherOf(first), ...others.map(watcherOf)] as const;
  const feed = joinedFeed(parts, ids);
  const said = new Map<string, string>();
  const stopTelling = feed.onEvent(({ at, watch, event }) => {
    if (event.type === "wait") stderr.write(`aggwatch: ${waitText(event, at)}\n`);
    if (!watch || event.type !== "fault" || said.get(watch.id) === event.reason) return;
    said.set(watch.id, event.reason);
    stderr.write(`aggwatch: ${watchName(watch)}: ${eventText(event)}\n`);
  });
  // Runs are kept by the label of their ids.
  const isKept = hasHistory && ids.some(({ label }) => label !== undefined);
  const folder = isKept ? await host.historyFolder() : undefined;
  const remember: LiveWatcher["remember"] = (id, runs) =>
    parts.find((part) => part.watchOf(id))?.remember(id, runs);
  const history = openHistory({ ...feed, remember }, folder, () => undefined, false);
  await history.read;
  try {
    await Promise.all(parts.map((part) => part.run(lifetime.signal)));
  } catch (error) {
    if (!lifetime.signal.aborted) throw error;
  }
  stopTelling();
  for (const part of parts) part.close();
  const problems = await history.close();
  for (const problem of problems) stderr.write(`aggwatch: ${problem}\n`);
  return { feed, usuals: history.usuals };
}
