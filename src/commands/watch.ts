import type { ApiVersion } from "../api/paths.ts";
import { type GivenId, readId, readIdList, withoutRepetitions } from "../config/ids.ts";
import type { TenantFlags } from "../config/selection.ts";
import { UsageError } from "../config/usage-error.ts";
import { tenantName } from "../text/watch-name.ts";
import { createWatcher } from "../watch/watcher.ts";
import { openHistory } from "../history/session.ts";
import type { Host } from "./host.ts";
import { openTenant } from "./open-tenant.ts";
import { concludeSession } from "./outcome.ts";
import { readAll } from "./read-stdin.ts";
import { runSession, type ViewOptions } from "./session.ts";

/** What `aggwatch ID...` was called with. */
export interface WatchOptions extends TenantFlags, ViewOptions {
  readonly apiVersion: ApiVersion;
  /** Milliseconds. */
  readonly interval: number;
  /** Milliseconds. */
  readonly stallAfter: number | undefined;
  /** See `exitCode`. */
  readonly strict: boolean;
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
  const ids = await readIds(args, host);
  if (ids.length === 0) {
    throw new UsageError("no aggregation id given; see aggwatch --help, or try: aggwatch demo");
  }
  const { clock, random } = host;
  const tenant = await openTenant(options, oneTenant(ids), host, options.apiVersion);
  const watcher = createWatcher(
    ids.map(({ id, label }) => ({ id, label })),
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
  return concludeSession(departure, watcher.snapshot().watches, options.strict, host);
}

async function readIds(args: readonly string[], host: Host): Promise<readonly GivenId[]> {
  const lists = await Promise.all(
    args.map(async (arg) => (arg === "-" ? readIdList(await readAll(host.stdin)) : [readId(arg)])),
  );
  return withoutRepetitions(lists.flat());
}

/** What stands in front of all ids; undefined where nothing does. */
function oneTenant(ids: readonly GivenId[]): string | undefined {
  const [tenant, ...others] = new Set(ids.map((id) => id.tenant));
  if (others.length === 0) return tenant;
  const names = [tenant, ...others].map((name) => name ?? "none");
  throw new UsageError(
    `the ids are of several tenants (${names.join(", ")}); run aggwatch once for each of them`,
  );
}
