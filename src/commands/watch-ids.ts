import { openHistory } from "../history/session.ts";
import {
  type Departure,
  type EarlyLeave,
  exitCode,
  type LeavingSignal,
  worstOf,
} from "../output/exit-code.ts";
import { tenantName } from "../text/watch-name.ts";
import { joinWatchers } from "../watch/joined.ts";
import type { Watch, WatchedId } from "../watch/watch.ts";
import { createWatcher, type LiveWatcher, type Watcher } from "../watch/watcher.ts";
import { follow } from "./follow.ts";
import type { Host } from "./host.ts";
import type { NamedClient, NamedClients } from "./open-clients.ts";
import { nameSources } from "./name-sources.ts";
import type { Recorder } from "./record.ts";
import { runSession } from "./run-session.ts";
import type { Session, ViewOptions } from "./session.ts";
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
  /** See `Session.bring`. */
  readonly bring?: (
    watcher: Watcher,
    signal: AbortSignal,
    leave: (departure: Departure) => void,
  ) => Promise<void>;
  /** See `Session.counts`. */
  readonly counts?: Session["counts"];
  /** The exit codes of what is no outcome of an id, once the session is over. */
  readonly besides?: (departure: Departure) => readonly number[];
  /** What the same run of the program has watched before. */
  readonly earlier?: readonly Watch[];
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
  const { earlier = [], interval, look, recorder, strict, bring, counts } = options;
  const title = clients.map(titleOf).join(", ");
  const facts = { title, intervalMs: interval, isStrict: strict };
  const recording = recorder?.begin(parts, ids, clock, facts);
  const folder = options.history ? await host.historyFolder() : undefined;
  const history = await openHistory(watcher, folder);
  const { usuals } = history;
  recording?.usual(usuals);
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
    isLater: earlier.length > 0,
    beside: async (signal) => {
      await Promise.all(
        clients.map(({ name, client }) =>
          nameSources(watcher, client, clients.length > 1 ? name : undefined, signal),
        ),
      );
    },
    ...(counts && { counts }),
    ...(bring && { bring: (signal, leave) => bring(watcher, signal, leave) }),
    ...(look && { follow: (signal) => follow(look, watcher, interval, clock, signal) }),
  };
  const left = await runSession(session, host);
  let late: LeavingSignal | undefined;
  const stopListening = host.onSignal((signal) => (late ??= signal));
  const problems = await host.lastWrites.wait(
    "the run history",
    () => history.close(),
    limit?.signal,
  );
  for (const problem of problems ?? []) host.stderr.write(`aggwatch: ${problem}\n`);
  stopListening();
  const departure: Departure =
    left.by === "ends" && late !== undefined ? { by: "signal", signal: late } : left;
  const { watches } = watcher.snapshot();
  const endings = [...earlier, ...watches].map(({ ending }) => ending);
  const codes = [exitCode(departure, endings, strict), ...(options.besides?.(departure) ?? [])];
  recording?.left({ by: departure.by, exitCode: worstOf(codes) });
  return { departure, watches };
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
