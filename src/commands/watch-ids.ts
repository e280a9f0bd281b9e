import { openHistory } from "../history/session.ts";
import { type Departure, exitCode } from "../output/exit-code.ts";
import { tenantName } from "../text/watch-name.ts";
import type { Client } from "../watch/client.ts";
import type { Watch, WatchedId } from "../watch/watch.ts";
import { createWatcher } from "../watch/watcher.ts";
import { follow } from "./follow.ts";
import type { Host } from "./host.ts";
import type { Recorder } from "./record.ts";
import { runSession, type Session, type SessionPart, type ViewOptions } from "./session.ts";

/** How ids are watched. */
export interface WatchIdsOptions extends ViewOptions {
  /** Milliseconds. */
  readonly interval: number;
  /** Milliseconds. */
  readonly stallAfter: number | undefined;
  /** See `exitCode`. */
  readonly strict: boolean;
  /** Whether the history of runs is used and written. */
  readonly history: boolean;
  /** Undefined where nothing is recorded. */
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
  client: Client,
  options: WatchIdsOptions,
  host: Host,
  isStdinUsed = false,
): Promise<Watched> {
  const { clock, random } = host;
  const watcher = createWatcher(
    ids,
    { intervalMs: options.interval, stallAfterMs: options.stallAfter },
    { client, clock, random },
  );
  const { interval, look, part, recorder, strict } = options;
  const title = tenantName(client.tenant.host);
  const facts = { title, intervalMs: interval, isStrict: strict };
  const recording = recorder?.begin(watcher, clock, facts);
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
    exitCode: codeOf,
    ...(part && { part }),
    ...(look && { follow: (signal) => follow(look, watcher, interval, clock, signal) }),
  };
  const departure = await runSession(session, host);
  for (const problem of await history.close()) host.stderr.write(`aggwatch: ${problem}\n`);
  recording?.left({ by: departure.by, exitCode: codeOf(departure) });
  return { departure, watches: watcher.snapshot().watches };
}
