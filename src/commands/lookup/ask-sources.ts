import type { Client } from "../../client/client.ts";
import type { Host } from "../../process/host.ts";
import type { WatchedId } from "../../watch/model/watch.ts";
import { findSourceRuns, idleText, watchedOf } from "./source-runs.ts";

/**
 * What is running of each source, or with `latest` what ran last, and the names of the sources of
 * which there is nothing; those are named on stderr, with what to do.
 */
export async function askSources(
  names: readonly string[],
  isLatestWanted: boolean,
  client: Client,
  host: Pick<Host, "stderr">,
): Promise<{ readonly ids: readonly WatchedId[]; readonly idle: readonly string[] }> {
  if (names.length === 0) return { ids: [], idle: [] };
  const runs = await findSourceRuns(names, client, host);
  const idle = runs.filter((one) => watchedOf(one, isLatestWanted).length === 0);
  for (const one of idle) host.stderr.write(`aggwatch: ${idleText(one)}\n`);
  if (!isLatestWanted && idle.some(({ latest }) => latest)) {
    host.stderr.write("aggwatch: --latest shows the latest and exits with its outcome\n");
  }
  return {
    ids: runs.flatMap((one) => watchedOf(one, isLatestWanted)),
    idle: idle.map(({ source }) => source.name),
  };
}
