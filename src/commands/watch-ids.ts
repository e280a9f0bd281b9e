import { openHistory } from "../history/session.ts";
import { type Departure, type EarlyLeave, exitCode } from "../output/exit-code.ts";
import { tenantName } from "../text/watch-name.ts";
import { joinWatchers } from "../watch/joined.ts";
import { clientOf, type Snapshot } from "../watch/snapshot.ts";
import type { Watch, WatchedId } from "../watch/watch.ts";
import { createWatcher, type LiveWatcher, type Watcher } from "../watch/watcher.ts";
import { follow } from "./follow.ts";
import type { Host } from "./host.ts";
import type { NamedClient, NamedClients } from "./open-clients.ts";
import { unknownVersion } from "./unknown-version.ts";
import { nameSources } from "./name-sources.ts";
import type { Recorder } from "./record.ts";
import { runSession, type Session, type SessionPart, type ViewOptions } from "./session.ts";
import type { TimeLimit } from "./time-limit.ts";

/** How ids are watched. */
export interface WatchIdsOptions extends ViewOptions, EarlyLeave {
  /** Milliseconds. */
  readonly interval: number;
  /** Milliseconds. */
  readonly stallAfter: number | undefined;
  /** Milliseconds; undefined for never. */
  readonly giveUpAfter: number | undefined;
  /** Milliseconds from the command's start; undefined for as long as it takes. */
  readonly timeout: number | undefined;
  /** Whether the history of runs is used and written. */
  readonly history: boolean;
  /** Undefined where nothing is recorded; several tenants are not. */
  readonly recorder?: Recorder | undefined;
  /** Looks for more ids again and again; undefined where those given are all. */
  readonly look?: () => Promise<readonly WatchedId[]>;
  /** See `Session`. */
  readonly part?: SessionPart;
}

/** What came of it. */
export interface Watched {
  readonly departure: Departure;
  readonly watches: readonly Watch[];
}

/**
 * Watches ids until all have ended or somebody leaves, and keeps their outcomes.
 *
 * @param isStdinUsed whether the ids came on standard input, so that no keys can
 */
export async function watchIds(
  ids: readonly WatchedId[],
  clients: NamedClients,
  options: WatchIdsOptions,
  host: Host,
  limit: TimeLimit | undefined,
  isStdinUsed = false,
): Promise<Watched> {
  const { clock } = host;
  const { watcher, parts } = openWatcher(ids, clients, options, host);
  const { interval, look, part, recorder, strict } = options;
  const title = clients.map(titleOf).join(", ");
  const facts = { title, intervalMs: interval, isStrict: strict };
  const recording = recorder?.begin(parts, ids, clock, facts);
  const folder = options.history ? await host.historyFolder() : undefined;
  const history = await openHistory(watcher, folder);
  const { usuals } = history;
  recording?.usual(usuals);
  const endings = () =>
    [...(part?.earlier ?? []), ...watcher.snapshot().watches].map(({ ending }) => ending);
  const codeOf = (departure: Departure) => exitCode(departure, endings(), strict);
  const session: Session = {
    watcher,
    clock,
    title,
    speed: 1,
    isStdinUsed,
    usuals,
    view: options,
    early: options,
    limit,
    exitCode: codeOf,
    ...(part && { part }),
    beside: async (signal) => {
      await Promise.all(
        clients.map(({ name, client }) =>
          nameSources(watcher, client, clients.length > 1 ? name : undefined, signal),
        ),
      );
    },
    ...(look && { follow: (signal) => follow(look, watcher, interval, clock, signal) }),
  };
  const departure = await runSession(session, host);
  recording?.left({ by: departure.by, exitCode: codeOf(departure) });
  if (departure.by === "ends") await tellVersions(watcher.snapshot(), clients, host);
  for (const problem of await history.close()) host.stderr.write(`aggwatch: ${problem}\n`);
  return { departure, watches: watcher.snapshot().watches };
}

/** What the screen calls a tenant: several as the user does. */
function titleOf({ name, client }: NamedClient): string {
  return name ?? tenantName(client.tenant.host);
}

/** A watcher, and those of single clients that it is made of. */
interface OpenedWatcher {
  readonly watcher: Watcher;
  readonly parts: readonly [LiveWatcher, ...LiveWatcher[]];
}

/** One watcher for each client, joined where there are several. */
function openWatcher(
  ids: readonly WatchedId[],
  clients: NamedClients,
  { interval, stallAfter, giveUpAfter }: WatchIdsOptions,
  { clock, random }: Host,
): OpenedWatcher {
  const settings = {
    intervalMs: interval,
    stallAfterMs: stallAfter,
    giveUpAfterMs: giveUpAfter,
  };
  const [{ client }, ...others] = clients;
  if (others.length === 0) {
    const only = createWatcher(ids, settings, { client, clock, random });
    return { watcher: only, parts: [only] };
  }
  const watcherOf = (one: NamedClient) =>
    createWatcher(
      ids.filter(({ tenant }) => tenant === one.name),
      settings,
      {
        client: one.client,
        clock,
        random,
        ...(one.name !== undefined && { tenantName: one.name }),
      },
    );
  const [first, ...rest] = clients;
  const parts = [watcherOf(first), ...rest.map(watcherOf)] as const;
  return { watcher: joinWatchers(parts, ids), parts };
}

/** Where a 404 may mean the API version, the tenant is asked whether it does. */
async function tellVersions(
  snapshot: Snapshot,
  clients: readonly NamedClient[],
  { stderr }: Host,
): Promise<void> {
  for (const { client } of clients) {
    const isDoubtful = snapshot.watches.some(
      (watch) =>
        watch.ending?.kind === "NOT_FOUND" &&
        watch.ending.hint !== undefined &&
        clientOf(snapshot, watch).host === client.tenant.host,
    );
    // One tenant after the other.
    // oxlint-disable-next-line no-await-in-loop
    const text = isDoubtful && (await unknownVersion(client));
    if (text) stderr.write(`aggwatch: ${client.tenant.host}: ${text}\n`);
  }
}
