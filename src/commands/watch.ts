import type { ApiVersion } from "../api/paths.ts";
import { createTenant } from "../api/tenant.ts";
import { readTenantConfig } from "../config/environment.ts";
import { readId, readIdList, withoutRepetitions } from "../config/ids.ts";
import { UsageError } from "../config/usage-error.ts";
import { tenantName } from "../text/watch-name.ts";
import { createWatcher } from "../watch/watcher.ts";
import type { WatchedId } from "../watch/watch.ts";
import { openHistory } from "../history/session.ts";
import type { Host } from "./host.ts";
import { concludeSession } from "./outcome.ts";
import { readAll } from "./read-stdin.ts";
import { runSession, type ViewOptions } from "./session.ts";

/** What `aggwatch ID...` was called with. */
export interface WatchOptions extends ViewOptions {
  readonly baseUrl?: string;
  readonly apiVersion: ApiVersion;
  /** Milliseconds. */
  readonly interval: number;
  /** Milliseconds. */
  readonly stallAfter: number | undefined;
  /** Whether the history of runs is used and written. */
  readonly history: boolean;
}

/**
 * `aggwatch ID[=LABEL]...`: watches aggregations of a real tenant until all have ended.
 *
 * @param args ids, and `-` for those on standard input
 * @returns the exit code
 * @throws UsageError
 */
export async function watchCommand(
  args: readonly string[],
  options: WatchOptions,
  host: Host,
): Promise<number> {
  const config = readTenantConfig(host.env, options.baseUrl);
  const ids = await readIds(args, host);
  if (ids.length === 0) {
    throw new UsageError("no aggregation id given; see aggwatch --help, or try: aggwatch demo");
  }
  const { clock, random } = host;
  const tenant = createTenant(config.baseUrl, config.credentials, host, options.apiVersion);
  const watcher = createWatcher(
    ids,
    { intervalMs: options.interval, stallAfterMs: options.stallAfter },
    { tenant, clock, random },
  );
  const title = tenantName(tenant.host);
  const isStdinUsed = args.includes("-");
  const folder = options.history ? await host.historyFolder() : undefined;
  const history = await openHistory(watcher, folder);
  const { usuals } = history;
  const session = { watcher, clock, title, speed: 1, isStdinUsed, usuals, view: options };
  const departure = await runSession(session, host);
  for (const problem of await history.close()) host.stderr.write(`aggwatch: ${problem}\n`);
  return concludeSession(departure, watcher.snapshot().watches, host);
}

async function readIds(args: readonly string[], host: Host): Promise<readonly WatchedId[]> {
  const lists = await Promise.all(
    args.map(async (arg) => (arg === "-" ? readIdList(await readAll(host.stdin)) : [readId(arg)])),
  );
  return withoutRepetitions(lists.flat());
}
