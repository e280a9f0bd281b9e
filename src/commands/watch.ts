import { UsageError } from "../config/usage-error.ts";
import { type GivenId, withoutRepetitions } from "../ids/given-id.ts";
import { atOwnHosts } from "../ids/own-hosts.ts";
import { exitCode, nothingExitCode } from "../output/exit-code.ts";
import { createLook } from "./follow.ts";
import { givenIds, refuseSharedIds } from "./given-ids.ts";
import type { Host } from "./host.ts";
import type { LookUpOptions, NamedClients, TenantNames } from "./open-clients.ts";
import { concludeSession } from "./outcome.ts";
import { outputForm } from "./output-form.ts";
import { canPick, pickRunning } from "./pick.ts";
import { type Conclude, withSummary } from "./summary.ts";
import { inTime, type TimeLimit, withTimeLimit } from "./time-limit.ts";
import { withRecorder } from "./record.ts";
import { tellUnknownVersions } from "./unknown-version.ts";
import { watchIds, type WatchIdsOptions } from "./watch-ids.ts";
import { type SourceOptions, watchSources } from "./watch-sources.ts";
import { withClients } from "./with-clients.ts";

/** What `aggwatch ID...` was called with. */
export interface WatchOptions extends LookUpOptions, WatchIdsOptions, SourceOptions {
  /** A file to record to. */
  readonly record?: string;
}

/**
 * `aggwatch ID[=LABEL]... [--source NAME]...`: watches aggregations of a real tenant until all have
 * ended. Without any it lists what runs now, and lets the user pick.
 *
 * @param args ids, and `-` for those on standard input
 * @returns the exit code; that of nothing to watch where standard input holds no id
 * @throws UsageError
 */
export function watchCommand(
  args: readonly string[],
  options: WatchOptions,
  host: Host,
): Promise<number> {
  return withSummary(options, host, (conclude) =>
    withTimeLimit(options.timeout, host, (limit) => watch(args, options, host, limit, conclude)),
  );
}

async function watch(
  args: readonly string[],
  options: WatchOptions,
  host: Host,
  limit: TimeLimit | undefined,
  conclude: Conclude,
): Promise<number> {
  const form = outputForm(options, host);
  const given = await inTime(limit, givenIds(args, host));
  const flag = options.latest ? "--latest" : "--wait-for-start";
  if (options.source.length === 0 && (options.latest || options.waitForStart !== undefined)) {
    throw new UsageError(`${flag} is about a source; add --source NAME`);
  }
  const picks = given.length === 0 && options.source.length === 0 && !options.follow;
  if (picks && args.length > 0) {
    host.stderr.write("aggwatch: nothing to watch: no ids on standard input\n");
    return nothingExitCode;
  }
  if (picks && (form !== "tui" || !canPick(host))) {
    const why =
      canPick(host) && form !== "tui" ? ` (to pick from what runs, leave --output out)` : "";
    throw new UsageError(
      `no aggregation id given${why}; see aggwatch --help, or try: aggwatch list, aggwatch demo`,
    );
  }
  const asksFirst = picks || options.follow || options.source.length > 0;
  const names = tenantsOf(given, asksFirst);
  const work = async (clients: NamedClients, handOver: () => () => void) => {
    const [{ client }] = clients;
    // Before anything is sent.
    const own = atOwnHosts(
      given,
      clients.map((one) => ({ name: one.name, host: one.client.tenant.host })),
    );
    refuseSharedIds(own);
    const picked = picks ? await pickRunning(client, options, host, handOver, limit) : [];
    if ("by" in picked) return exitCode(picked, [], options.strict);
    const hasOthers = given.length > 0;
    const isScreen = form === "tui";
    const sources = await watchSources(options, { client, host, hasOthers, isScreen });
    const look = options.follow ? createLook(client, host) : undefined;
    // The first look tells whether this user may look at all.
    const running = look ? await look() : [];
    const named = names.length > 1 ? own : own.map(({ id, label }) => ({ id, label }));
    const ids = withoutRepetitions([...named, ...picked, ...sources.ids, ...running]);
    if (ids.length === 0 && !options.follow) return nothingExitCode;
    // From here on the session listens to signals.
    const takeBack = handOver();
    const { departure, watches } = await withRecorder(
      options.record,
      host,
      (recorder) => {
        const watching = { ...options, ...sources.watching, recorder, ...(look && { look }) };
        return watchIds(ids, clients, watching, host, limit, args.includes("-"));
      },
      limit,
    );
    sources.close();
    conclude({ departure, watches, clock: host.clock });
    takeBack();
    if (departure.by === "ends") await tellUnknownVersions(watches, clients, host);
    const codes = sources.watching.besides?.(departure) ?? [];
    return concludeSession(departure, watches, options.strict, host, codes);
  };
  return withClients(options, names, host, work, limit);
}

/**
 * What stands in front of the ids, each once; undefined for nothing. Where one name stands in front
 * of them all, that is the tenant of everything.
 *
 * @param asksFirst whether something is looked up, in the tenant of the ids without a name
 * @throws UsageError for an id in two tenants, since all else calls it by its id alone
 */
function tenantsOf(ids: readonly GivenId[], asksFirst: boolean): TenantNames {
  refuseSharedIds(ids);
  // An id in an address is of one of the tenants that the others name.
  const [first, ...others] = new Set(
    ids.filter(({ host }) => host === undefined).map(({ tenant }) => tenant),
  );
  if (others.length === 0) return [first];
  const names = new Set([...(asksFirst ? [undefined] : []), first, ...others]);
  const [one, ...more] = names;
  return [one, ...more];
}
