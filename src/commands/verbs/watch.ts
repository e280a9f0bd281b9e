import { UsageError } from "../../system/usage-error.ts";
import { withoutRepetitions } from "../../ids/given-id.ts";
import { atOwnHosts } from "../../ids/own-hosts.ts";
import { nothingExitCode } from "../../exit/exit-code.ts";
import { usualIdleMs } from "../flags/source-flags.ts";
import { createLook } from "../lookup/follow.ts";
import { createIdleEnd } from "../lookup/idle-end.ts";
import { givenIds, refuseSharedIds } from "../lookup/given-ids.ts";
import { tenantsOf } from "../lookup/given-tenants.ts";
import type { Host } from "../../process/host.ts";
import type { LookUpOptions } from "../tenant/open-clients.ts";
import { nothingWatched, type Outcome } from "../../exit/outcome.ts";
import { type ObserveOptions, whileObserved } from "../observing/while-observed.ts";
import { outputForm } from "../session/output-form.ts";
import { canPick, pickRunning } from "../lookup/pick.ts";
import type { Reactions } from "../../reactions/reactions.ts";
import { type ReactionOptions, withReactions } from "../session/reactions.ts";
import { withSummary } from "../session/summary.ts";
import { type RecordOptions, withRecorder } from "../session/record.ts";
import { unlessAborted } from "../../time/unless-aborted.ts";
import { afterWatch, watchIds, type WatchIdsOptions } from "../session/watch-ids.ts";
import { type SourceOptions, watchSources } from "../lookup/watch-sources.ts";
import { withClients } from "../tenant/with-clients.ts";

export type WatchOptions = LookUpOptions &
  WatchIdsOptions &
  SourceOptions &
  RecordOptions &
  ReactionOptions &
  ObserveOptions;

/**
 * `aggwatch ID[=LABEL]... [--source NAME]...`: watches aggregations until all have ended. Without
 * any it lists what runs now, and lets the user pick. `-` stands for ids on standard input.
 */
export function watchCommand(
  args: readonly string[],
  options: WatchOptions,
  host: Host,
): Promise<Outcome> {
  host.lifetime.limit(options.timeout, host.clock);
  return withReactions(options, host, (reactions) =>
    withSummary(options, host, () =>
      whileObserved(options, host, (observed) => watch(args, options, observed, reactions)),
    ),
  );
}

async function watch(
  args: readonly string[],
  options: WatchOptions,
  host: Host,
  reactions: Reactions | undefined,
): Promise<Outcome> {
  const { lifetime } = host;
  const form = outputForm(options, host);
  const given = await unlessAborted(givenIds(args, host), lifetime.signal);
  const flag = options.latest ? "--latest" : "--wait-for-start";
  if (options.source.length === 0 && (options.latest || options.waitForStart !== undefined)) {
    throw new UsageError(`${flag} is about a source; add --source NAME`);
  }
  if (options.untilIdle && !options.follow) {
    throw new UsageError(
      "--until-idle ends --follow; add that, or to wait without a screen: aggwatch wait",
    );
  }
  if (options.idle !== undefined && !options.untilIdle) {
    throw new UsageError("--idle says when --until-idle ends; add that, or: aggwatch wait --idle");
  }
  const picks = given.length === 0 && options.source.length === 0 && !options.follow;
  if (picks && args.length > 0) {
    host.stderr.write("aggwatch: nothing to watch: no ids on standard input\n");
    return nothingWatched(nothingExitCode);
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
  return withClients(options, names, host, async (clients, unannounced) => {
    const [{ client }] = clients;
    // Before anything is sent.
    const hosts = clients.map((one) => ({ name: one.name, host: one.client.tenant.host }));
    const own = atOwnHosts(given, hosts);
    refuseSharedIds(own);
    const picked = picks ? await pickRunning(client, options, host, unannounced) : [];
    const sources = await watchSources(options, client, host, given.length > 0);
    const look = options.follow ? createLook(client, host) : undefined;
    // The first look tells whether this user may look at all.
    const running = look ? await look() : [];
    const named = names.length > 1 ? own : own.map(({ id, label }) => ({ id, label }));
    const ids = withoutRepetitions([...named, ...picked, ...sources.ids, ...running]);
    if (ids.length === 0 && !options.follow) return nothingWatched(nothingExitCode);
    const watched = await unannounced(() =>
      withRecorder(options, host, (recorder) => {
        const isStdinUsed = args.includes("-");
        const { idle: idleMs = usualIdleMs, untilIdle } = options;
        const end = untilIdle ? createIdleEnd(idleMs, client, host.clock) : undefined;
        const { watching } = sources;
        return watchIds(ids, clients, options, host, {
          ...watching,
          recorder,
          reactions,
          isStdinUsed,
          ...(look && { look, idle: end?.idle }),
          besides: (departure) =>
            [watching, end].flatMap((part) => part?.besides?.(departure) ?? []),
        });
      }),
    );
    return afterWatch(watched, clients, host);
  });
}
