import { nothingExitCode } from "../../exit/exit-code.ts";
import { Departed } from "../../exit/lifetime.ts";
import { nothingWatched, type Outcome } from "../../exit/outcome.ts";
import { withoutRepetitions } from "../../ids/given-id.ts";
import { atOwnHosts } from "../../ids/own-hosts.ts";
import type { Host } from "../../process/host.ts";
import { UsageError } from "../../system/usage-error.ts";
import { unlessAborted } from "../../time/unless-aborted.ts";
import { askSources } from "../lookup/ask-sources.ts";
import { givenIds, refuseSharedIds } from "../lookup/given-ids.ts";
import { tenantsOf } from "../lookup/given-tenants.ts";
import { askOnce } from "../status/ask-once.ts";
import { type StatusForm, writeStatus } from "../status/write-status.ts";
import type { LookUpOptions } from "../tenant/open-clients.ts";
import { reportUnknownVersions } from "../tenant/unknown-version.ts";
import { withClients } from "../tenant/with-clients.ts";

export interface StatusOptions extends LookUpOptions {
  /** Names or ids. */
  readonly source: readonly string[];
  readonly latest: boolean;
  readonly output: StatusForm;
  readonly strict: boolean;
  readonly history: boolean;
  readonly timeout: number;
}

/**
 * `aggwatch status ID[=LABEL]... [--source NAME]...`: asks each aggregation once and prints how it
 * is. The exit codes are those of a watch; 8 is one that runs.
 */
export async function statusCommand(
  args: readonly string[],
  options: StatusOptions,
  host: Host,
): Promise<Outcome> {
  const { lifetime, stderr } = host;
  lifetime.limit(options.timeout, host.clock);
  const { source, latest, output, strict, history } = options;
  const given = await unlessAborted(givenIds(args, host), lifetime.signal);
  if (latest && source.length === 0) {
    throw new UsageError("--latest is about a source; add --source NAME");
  }
  if (given.length === 0 && source.length === 0) {
    if (args.length === 0) {
      throw new UsageError(
        "no aggregation id given; write: aggwatch status ID, or aggwatch status --source NAME",
      );
    }
    stderr.write("aggwatch: nothing to ask: no ids on standard input\n");
    return nothingWatched(nothingExitCode);
  }
  const names = tenantsOf(given, source.length > 0);
  return withClients(options, names, host, async (clients) => {
    const [{ client }] = clients;
    // Before anything is sent.
    const hosts = clients.map((one) => ({ name: one.name, host: one.client.tenant.host }));
    const own = atOwnHosts(given, hosts);
    refuseSharedIds(own);
    const { ids: ofSources, idle } = await askSources(source, latest, client, host);
    const named = names.length > 1 ? own : own.map(({ id, label }) => ({ id, label }));
    const ids = withoutRepetitions([...named, ...ofSources]);
    const asked = await askOnce(ids, clients, history, host);
    const { watches } = asked.feed.snapshot();
    const departure = lifetime.departure();
    if (departure.by === "ends") {
      await reportUnknownVersions(watches, clients, host).catch((error: unknown) => {
        if (!(error instanceof Departed)) throw error;
      });
    }
    // Who has interrupted it waits for nothing.
    const isWanted = departure.by === "ends" || departure.by === "timeout";
    if (isWanted) await writeStatus(output, asked, idle, strict, host);
    const besides = idle.length > 0 ? [nothingExitCode] : [];
    return { departure: lifetime.departure(), watches, isStrict: strict, besides };
  });
}
