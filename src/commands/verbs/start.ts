import type { StartCommandOptions } from "../starting/start-work.ts";
import { createCsvReader, type CsvReader } from "../ordering/csv-file.ts";
import { readCsvFolder } from "../ordering/csv-folder.ts";
import { findOrders, type Wanted } from "../ordering/find-orders.ts";
import { UsageError } from "../../system/usage-error.ts";
import { safeText } from "../../text/safe-text.ts";
import type { Host } from "../../process/host.ts";
import { whileObserved } from "../observing/while-observed.ts";
import { outputForm } from "../session/output-form.ts";
import { withRecorder } from "../session/record.ts";
import type { Reactions } from "../../reactions/reactions.ts";
import { withReactions } from "../session/reactions.ts";
import { runStarts } from "../starting/run-starts.ts";
import { withSummary } from "../session/summary.ts";
import { unlessAborted } from "../../time/unless-aborted.ts";
import { withClients } from "../tenant/with-clients.ts";
import type { Outcome } from "../../exit/outcome.ts";

/**
 * `aggwatch start [SOURCE[=FILE]]...`: starts an aggregation of each source, of
 * its accounts, its entitlements or both in turn, and watches them. Where
 * one is running, the tenant would accept another and let it fail: that one is watched, or waited
 * for where the start asks for more than it gives.
 */
export function startCommand(
  names: readonly string[],
  options: StartCommandOptions,
  host: Host,
): Promise<Outcome> {
  host.lifetime.limit(options.timeout, host.clock);
  return withReactions(options, host, (reactions) =>
    withSummary(options, host, () =>
      whileObserved(options, host, (observed) => runStart(names, options, observed, reactions)),
    ),
  );
}

async function runStart(
  names: readonly string[],
  options: StartCommandOptions,
  host: Host,
  reactions: Reactions | undefined,
): Promise<Outcome> {
  const form = outputForm(options, host);
  checkUsage(names, options);
  if (reactions && !options.watch) {
    throw new UsageError("--on-event and --on-end are for what is watched; leave out --no-watch");
  }
  const atOnce = options.sequential ? 1 : (options.atOnce ?? Number.POSITIVE_INFINITY);
  const csv = createCsvReader();
  const { signal } = host.lifetime;
  const files = await unlessAborted(readFiles(options, csv, host), signal);
  const { allSources, match, except, unoptimized: disableOptimization } = options;
  const { entitlements, accountsThenEntitlements } = options;
  const kinds = { entitlements, accountsThenEntitlements };
  const wanted = { names, allSources, match, except, disableOptimization, ...kinds, ...files };
  return withClients(options, [undefined], host, ([{ client }], unannounced) =>
    withRecorder(options, host, async (recorder) => {
      const found = await unlessAborted(findOrders(wanted, client.api, csv), signal);
      if (found.orders.length === 0) throw new UsageError("no source is left to start");
      return runStarts(found.orders, {
        client,
        unannounced,
        form,
        recorder,
        reactions,
        host,
        options: { ...options, atOnce },
        asksFirst: isByPattern(options) && !options.yes,
        leftOut: found.leftOut,
      });
    }),
  );
}

function isByPattern({ allSources, match }: StartCommandOptions): boolean {
  return allSources || match.length > 0;
}

function checkUsage(names: readonly string[], options: StartCommandOptions): void {
  const { sequential, atOnce, retry, watch, record, summary, file, folder, except } = options;
  const hasMany = isByPattern(options) || folder !== undefined;
  if (names.length === 0 && !hasMany) {
    throw new UsageError(
      "no source to start: name some, or give --match, --all-sources or --folder\n" +
        "See: aggwatch start --help",
    );
  }
  if (except.length > 0 && !hasMany) {
    throw new UsageError("--except is for --all-sources, --match and --folder");
  }
  if (file !== undefined && (names.length > 1 || hasMany)) {
    throw new UsageError("--file is for one source; of several: NAME=accounts.csv");
  }
  if (watch) return;
  const needsWatch = [
    sequential && "--sequential",
    atOnce && "--at-once",
    retry > 0 && "--retry",
    options.accountsThenEntitlements && "--accounts-then-entitlements",
  ].find(Boolean);
  if (needsWatch) {
    throw new UsageError(`${needsWatch} has to watch each until its end; leave out --no-watch`);
  }
  if (record !== undefined) {
    throw new UsageError("--record needs a watch; leave out --no-watch");
  }
  if (summary !== undefined) {
    throw new UsageError("--summary needs a watch; leave out --no-watch");
  }
}

/** Before anything is sent to the tenant. Other files of a folder are named on stderr. */
async function readFiles(
  { file: path, folder: folderPath }: StartCommandOptions,
  csv: CsvReader,
  { stderr }: Pick<Host, "stderr">,
): Promise<Pick<Wanted, "file" | "folder">> {
  const file = path === undefined ? undefined : await csv.read(path, "--file");
  if (folderPath === undefined) return { file, folder: [] };
  const { files, others } = await readCsvFolder(folderPath);
  if (others.length > 0) {
    const names = others.map((name) => safeText(name)).join(", ");
    stderr.write(`aggwatch: not used of ${safeText(folderPath)}, no .csv file: ${names}\n`);
  }
  const folder = [];
  for (const one of files) folder.push({ ...one, file: await csv.read(one.path) });
  return { file, folder };
}
