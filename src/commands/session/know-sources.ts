import type { Client } from "../../client/client.ts";
import type { SessionHistory } from "../../history/session.ts";
import type { Watcher } from "../../watch/watcher.ts";
import { learnRuns } from "./learn-runs.ts";
import { nameSources } from "./name-sources.ts";

/**
 * Finds the sources of a client's ids, for their names and their earlier runs, until the signal is
 * aborted.
 *
 * @param history undefined with `--no-history`
 */
export async function knowSources(
  watcher: Pick<Watcher, "snapshot" | "watchOf" | "onEvent" | "name">,
  client: Client,
  tenant: string | undefined,
  history: SessionHistory | undefined,
  signal: AbortSignal,
): Promise<void> {
  await history?.read;
  const learner = history && learnRuns(client, history, signal);
  await Promise.all([nameSources(watcher, client, tenant, signal, learner), learner?.over]);
}
