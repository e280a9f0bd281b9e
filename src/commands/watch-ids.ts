import { openHistory } from "../history/session.ts";
import type { Departure, EarlyLeave } from "../output/exit-code.ts";
import { tenantName } from "../text/watch-name.ts";
import type { Client } from "../watch/client.ts";
import type { Watch, WatchedId } from "../watch/watch.ts";
import { createWatcher } from "../watch/watcher.ts";
import { follow } from "./follow.ts";
import type { Host } from "./host.ts";
import { runSession, type Session, type ViewOptions } from "./session.ts";
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
  /** Looks for more ids again and again; undefined where those given are all. */
  readonly look?: () => Promise<readonly WatchedId[]>;
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
  client: Client,
  options: WatchIdsOptions,
  host: Host,
  limit: TimeLimit | undefined,
  isStdinUsed = false,
): Promise<Watched> {
  const { clock, random } = host;
  const watcher = createWatcher(
    ids,
    {
      intervalMs: options.interval,
      stallAfterMs: options.stallAfter,
      giveUpAfterMs: options.giveUpAfter,
    },
    { client, clock, random },
  );
  const folder = options.history ? await host.historyFolder() : undefined;
  const history = await openHistory(watcher, folder);
  const { usuals } = history;
  const { interval, look } = options;
  const session: Session = {
    watcher,
    clock,
    title: tenantName(client.tenant.host),
    speed: 1,
    isStdinUsed,
    usuals,
    view: options,
    early: options,
    limit,
    ...(look && { follow: (signal) => follow(look, watcher, interval, clock, signal) }),
  };
  const departure = await runSession(session, host);
  for (const problem of await history.close()) host.stderr.write(`aggwatch: ${problem}\n`);
  return { departure, watches: watcher.snapshot().watches };
}
