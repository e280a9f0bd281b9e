import type { WatchSettings } from "../../watch/model/watch-settings.ts";
import { openHistory } from "../../history/session.ts";
import { Departed } from "../../exit/lifetime.ts";
import type { Departure, EarlyLeave } from "../../exit/exit-code.ts";
import { tenantName } from "../../wording/watch-name.ts";
import { watchSeveralTenants } from "../../watch/several-tenants.ts";
import type { WatchedId } from "../../watch/model/watch.ts";
import { createWatcher, type Watcher } from "../../watch/watcher.ts";
import { follow, type Look } from "../lookup/follow.ts";
import type { IdleRule } from "../lookup/idle.ts";
import type { Host } from "../../process/host.ts";
import type { NamedClient, NamedClients } from "../tenant/open-clients.ts";
import { createSourceStarts } from "../starting/source-starts.ts";
import { knowSources } from "./know-sources.ts";
import { codeOf, type Outcome } from "../../exit/outcome.ts";
import type { Reactions } from "../../reactions/reactions.ts";
import type { Recorder } from "./record.ts";
import { firstRequests } from "./first-requests.ts";
import { runSession } from "./run-session.ts";
import type { Session, ViewOptions } from "./session.ts";
import { reportUnknownVersions } from "../tenant/unknown-version.ts";

/** How a watcher polls; milliseconds. */
export interface PollingOptions {
  readonly interval: number;
  readonly stallAfter?: number;
  readonly giveUpAfter?: number;
}

export interface WatchIdsOptions extends ViewOptions, EarlyLeave, PollingOptions {
  readonly history: boolean;
}

/** What a command adds to a watch of ids; see `Session`. */
export interface WatchExtras {
  readonly isStdinUsed?: boolean;
  readonly recorder?: Recorder | undefined;
  readonly reactions?: Reactions | undefined;
  readonly look?: Look;
  /** How many starts are still to come; `bring` reports the rest. */
  readonly toStart?: number;
  readonly table?: Session["table"];
  /** With `look`: when the watch ends though more may start. */
  readonly idle?: IdleRule | undefined;
  readonly bring?: (watcher: Watcher, signal: AbortSignal) => Promise<void>;
  readonly counts?: Session["counts"];
  /** The exit codes of what is not the outcome of an id, once the session is over. */
  readonly besides?: (departure: Departure) => readonly number[];
}

/** Watches ids until all have ended or the command is left, and keeps their outcomes. */
export async function watchIds(
  ids: readonly WatchedId[],
  clients: NamedClients,
  options: WatchIdsOptions,
  host: Host,
  extras: WatchExtras = {},
): Promise<Outcome> {
  const { clock, lifetime } = host;
  const { watcher, parts } = openWatcher(ids, clients, options, host);
  const { interval, strict } = options;
  const { isStdinUsed = false, look, recorder, reactions, counts, table, idle } = extras;
  const title = clients.map(titleOf).join(", ");
  const info = { title, intervalMs: interval, isStrict: strict };
  const recording = recorder?.begin(parts, ids, clock, info);
  if (extras.toStart) watcher.queued(extras.toStart);
  const folder = options.history ? await host.historyFolder() : undefined;
  const history = openHistory(watcher, folder, recording?.usual);
  const { usuals } = history;
  const starts = createSourceStarts(
    ({ tenant }) => (clients.find(({ name }) => name === tenant) ?? clients[0]).client,
    clock,
    host,
  );
  const bringing = (): Pick<Session, "follow" | "bring"> => {
    const { bring } = extras;
    if (!look) return bring ? { bring: (signal) => bring(watcher, signal) } : {};
    const following = (signal: AbortSignal) => follow(look, watcher, interval, clock, signal, idle);
    // What ends on its own ends the session as well.
    return idle ? { bring: following } : { follow: following };
  };
  const session: Session = {
    watcher,
    clock,
    title,
    speed: 1,
    isStdinUsed,
    usuals,
    view: options,
    firstRequests: firstRequests(watcher, clock, lifetime.signal),
    early: options,
    starts,
    reactions,
    findSource: async (watch, signal) => {
      const { sourceName: label, sourceId } = await starts.taskOf(watch, signal);
      watcher.name(watch.id, { label, sourceId });
    },
    beside: async (signal) => {
      const earlierRuns = options.history ? history : undefined;
      await Promise.all(
        clients.map(({ name, client }) => {
          const tenant = clients.length > 1 ? name : undefined;
          return knowSources(watcher, client, tenant, earlierRuns, signal);
        }),
      );
    },
    ...(counts && { counts }),
    ...(table && { table }),
    ...bringing(),
  };
  const stopObserving = host.observer?.watches(watcher, clock);
  await runSession(session, host).finally(stopObserving);
  for (const part of parts) part.close();
  const keep = () => history.close();
  const problems = await host.lastWrites.wait("the run history", keep, lifetime.signal);
  for (const problem of problems ?? []) host.stderr.write(`aggwatch: ${problem}\n`);
  const departure = lifetime.departure();
  const { watches } = watcher.snapshot();
  const besides = extras.besides?.(departure) ?? [];
  const outcome = { departure, watches, isStrict: strict, besides, clock };
  recording?.left({ by: departure.by, exitCode: codeOf(outcome) });
  return outcome;
}

/** Where a watch that was not cut short missed ids, names the tenants that lack the API version. */
export async function afterWatch(
  watched: Outcome,
  clients: NamedClients,
  host: Pick<Host, "stderr" | "lifetime">,
): Promise<Outcome> {
  if (watched.departure.by !== "ends") return watched;
  // The command may be left meanwhile.
  await reportUnknownVersions(watched.watches, clients, host).catch((error: unknown) => {
    if (!(error instanceof Departed)) throw error;
  });
  return { ...watched, departure: host.lifetime.departure() };
}

/** What the screen calls a tenant: several as the user does. */
function titleOf({ name, client }: NamedClient): string {
  return name ?? tenantName(client.tenant.host);
}

function openWatcher(
  ids: readonly WatchedId[],
  clients: NamedClients,
  options: WatchIdsOptions,
  { clock, random }: Host,
) {
  const settings = watchSettings(options);
  const isOnly = clients.length === 1;
  const watcherOf = ({ client, name }: NamedClient) => {
    const own = isOnly ? ids : ids.filter(({ tenant }) => tenant === name);
    const named = !isOnly && name !== undefined && { tenantName: name };
    return createWatcher(own, settings, { client, clock, random, ...named });
  };
  const [first, ...others] = clients;
  const parts = [watcherOf(first), ...others.map(watcherOf)] as const;
  return { watcher: isOnly ? parts[0] : watchSeveralTenants(parts, ids), parts };
}

export function watchSettings(options: PollingOptions): WatchSettings {
  const { interval, stallAfter, giveUpAfter } = options;
  return { intervalMs: interval, stallAfterMs: stallAfter, giveUpAfterMs: giveUpAfter };
}
