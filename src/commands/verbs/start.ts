import type { StartCommandOptions } from "../starting/start-work.ts";
import { basename } from "node:path";
import type { Source } from "../../api/endpoints/source.ts";
import { createSourceFinder } from "../../api/endpoints/sources.ts";
import type { StartOptions as Start } from "../../api/endpoints/start.ts";
import { readSmallFile } from "../../system/small-file.ts";
import { UsageError } from "../../system/usage-error.ts";
import { safeText } from "../../text/safe-text.ts";
import type { Client } from "../../client/client.ts";
import { findSource } from "../lookup/find-source.ts";
import type { Host } from "../../process/host.ts";
import { outputForm } from "../session/output-form.ts";
import { withRecorder } from "../session/record.ts";
import type { Reactions } from "../../reactions/reactions.ts";
import { withReactions } from "../session/reactions.ts";
import { startGroups } from "../starting/start-groups.ts";
import { withSummary } from "../session/summary.ts";
import { unlessAborted } from "../../time/unless-aborted.ts";
import { withClients } from "../tenant/with-clients.ts";
import type { Outcome } from "../../exit/outcome.ts";

/**
 * `aggwatch start SOURCE...`: starts an account aggregation of each source, and watches them. Where
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
    withSummary(options, host, () => start(names, options, host, reactions)),
  );
}

async function start(
  names: readonly string[],
  options: StartCommandOptions,
  host: Host,
  reactions: Reactions | undefined,
): Promise<Outcome> {
  const form = outputForm(options, host);
  if (options.sequential && !options.watch) {
    throw new UsageError("--sequential has to watch for the end of each; leave --no-watch out");
  }
  if (options.record !== undefined && !options.watch) {
    throw new UsageError("--record keeps what is watched; leave --no-watch out");
  }
  if (options.summary !== undefined && !options.watch) {
    throw new UsageError("--summary tells what was watched; leave --no-watch out");
  }
  if (reactions && !options.watch) {
    throw new UsageError("--on-event and --on-end are for what is watched; leave --no-watch out");
  }
  if (options.file !== undefined && names.length > 1) {
    throw new UsageError("--file is for one source; start the others without it");
  }
  const { signal } = host.lifetime;
  const file = options.file && (await unlessAborted(csvFile(options.file), signal));
  const wanted: Start = { disableOptimization: options.unoptimized, ...(file && { file }) };
  return withClients(options, [undefined], host, ([{ client }], unannounced) =>
    withRecorder(options, host, async (recorder) => {
      const sources = await findSources(names, client);
      const given = { client, unannounced, options, form, recorder, reactions, host };
      return startGroups(sources, { start: wanted, ...given });
    }),
  );
}

/** All are found before anything is started. */
async function findSources(names: readonly string[], { api }: Client): Promise<readonly Source[]> {
  const finder = createSourceFinder(api);
  const found = new Map<string, Source>();
  for (const name of names) {
    const source = await findSource(finder, name);
    found.set(source.id, source);
  }
  return [...found.values()];
}

/** All of it is held until it is sent, and few tenants take as much. */
const mostFileBytes = 512 * 1024 * 1024;

/** What writes to a pipe may have to ask a database first. */
const pipeTimeoutMs = 30_000;

async function csvFile(path: string): Promise<File> {
  const name = `--file ${safeText(path)}`;
  try {
    const { bytes } = await readSmallFile(path, name, mostFileBytes, pipeTimeoutMs);
    return new File([bytes], basename(path), { type: "text/csv" });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    throw new UsageError(`${name} cannot be read (${reason})`);
  }
}
