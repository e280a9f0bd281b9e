import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Source } from "../api/source.ts";
import { createSourceFinder } from "../api/sources.ts";
import type { StartOptions as Start } from "../api/start.ts";
import { UsageError } from "../config/usage-error.ts";
import { exitCode } from "../output/exit-code.ts";
import { lineOf } from "../output/ndjson/line-object.ts";
import { startedObject } from "../output/ndjson/session-objects.ts";
import { safeText } from "../text/safe-text.ts";
import type { Client } from "../watch/client.ts";
import type { Watch } from "../watch/watch.ts";
import { findSource } from "./find-source.ts";
import type { Host } from "./host.ts";
import type { LookUpOptions } from "./open-clients.ts";
import { concludeSession } from "./outcome.ts";
import { type OutputForm, outputForm } from "./output-form.ts";
import { withRecorder } from "./record.ts";
import { startAll, type Started } from "./start-all.ts";
import { type Conclude, withSummary } from "./summary.ts";
import { type TimeLimit, withTimeLimit } from "./time-limit.ts";
import { tellUnknownVersions } from "./unknown-version.ts";
import { watchIds, type WatchIdsOptions } from "./watch-ids.ts";
import { withClient } from "./with-clients.ts";

/** What `aggwatch start` was called with. */
export interface StartCommandOptions extends LookUpOptions, WatchIdsOptions {
  /** Whether every account is processed, changed or not. */
  readonly unoptimized: boolean;
  /** The path of a CSV file, for a delimited-file source. */
  readonly file?: string;
  /** False to print the ids and leave. */
  readonly watch: boolean;
  /** One after the other. */
  readonly sequential: boolean;
  /** A file to record to. */
  readonly record?: string;
}

interface ConcludedOptions extends StartCommandOptions {
  /** Is told after each watch what has been watched so far. */
  readonly conclude: Conclude;
}

/**
 * `aggwatch start SOURCE...`: starts an account aggregation of each source, and watches them. Where
 * one runs already, that one is offered: the tenant would accept another and let it fail.
 *
 * @param names of sources, or their ids
 * @returns the exit code
 * @throws UsageError before anything is started
 */
export function startCommand(
  names: readonly string[],
  options: StartCommandOptions,
  host: Host,
): Promise<number> {
  return withSummary(options, host, (conclude) =>
    withTimeLimit(options.timeout, host, (limit) =>
      startInTime(names, { ...options, conclude }, host, limit),
    ),
  );
}

async function startInTime(
  names: readonly string[],
  options: ConcludedOptions,
  host: Host,
  limit: TimeLimit | undefined,
): Promise<number> {
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
  if (options.file !== undefined && names.length > 1) {
    throw new UsageError("--file is for one source; start the others without it");
  }
  const file = options.file === undefined ? undefined : await csvFile(options.file);
  const start: Start = { disableOptimization: options.unoptimized, ...(file && { file }) };
  const work = (client: Client, handOver: () => () => void) =>
    withRecorder(options.record, host, (recorder) =>
      startAndWatch(names, start, client, handOver, { ...options, form, recorder }, host, limit),
    );
  return withClient(options, undefined, host, work, limit);
}

async function startAndWatch(
  names: readonly string[],
  start: Start,
  client: Client,
  handOver: () => () => void,
  options: ConcludedOptions & { readonly form: OutputForm },
  host: Host,
  limit: TimeLimit | undefined,
): Promise<number> {
  const { clock } = host;
  const sources = await findSources(names, client);
  const groups = options.sequential ? sources.map((source) => [source]) : [sources];
  const watches: Watch[] = [];
  for (const [index, group] of groups.entries()) {
    const ids: Started[] = [];
    const later = groups.slice(index + 1).flat();
    // oxlint-disable-next-line no-await-in-loop -- one after the other is what was asked for
    await startAll(group, start, client, { ...options, limit }, host, (one) => {
      ids.push(one);
      if (!options.watch) tell(one, options.form, host);
    }).catch((error: unknown) => {
      if (watches.length > 0) options.conclude({ watches, departure: { by: "failure" }, clock });
      sayNotStarted(later, host);
      throw error;
    });
    if (!options.watch) return 0;
    if (ids.length === 0) continue;
    // From here on the session listens to signals.
    const takeBack = handOver();
    const clients = [{ name: undefined, client }] as const;
    const earlier = [...watches];
    // oxlint-disable-next-line no-await-in-loop
    const watched = await watchIds(ids, clients, { ...options, earlier }, host, limit);
    watches.push(...watched.watches);
    options.conclude({ watches, departure: watched.departure, clock });
    if (watched.departure.by !== "ends") {
      const code = concludeSession(watched.departure, watches, options.strict, host);
      sayNotStarted(later, host);
      return code;
    }
    takeBack();
    // oxlint-disable-next-line no-await-in-loop
    await tellUnknownVersions(watched.watches, clients, host);
  }
  // Whoever wants to watch none of those that run leaves them behind.
  if (watches.length === 0) return exitCode({ by: "quit" }, [undefined], options.strict);
  return concludeSession({ by: "ends" }, watches, options.strict, host);
}

/** Whoever leaves early leaves what was to come as well. */
function sayNotStarted(sources: readonly Source[], { stderr }: Host): void {
  if (sources.length === 0) return;
  stderr.write(`aggwatch: not started: ${sources.map(({ name }) => name).join(", ")}\n`);
}

/** All are found before anything is started. */
async function findSources(names: readonly string[], { api }: Client): Promise<readonly Source[]> {
  const finder = createSourceFinder(api);
  const found = new Map<string, Source>();
  for (const name of names) {
    // oxlint-disable-next-line no-await-in-loop -- look-ups go one after the other
    const source = await findSource(finder, name);
    found.set(source.id, source);
  }
  return [...found.values()];
}

/** What runs, for whoever does not want it watched. */
function tell(one: Started, form: OutputForm, { stdout, stderr, clock }: Host): void {
  const write = (line: string) =>
    stdout.write(`${line}\n`, (error) => {
      // It runs all the same, and may not be started again for want of its id.
      if (error) stderr.write(`aggwatch: ${one.label} runs, as ${one.id}\n`);
    });
  switch (form) {
    case "ndjson":
      write(lineOf(startedObject(clock.now(), one, one.sourceId, one.ranAlready)));
      break;
    case "tui":
    case "plain":
      write(one.id);
      break;
    case "quiet":
  }
}

async function csvFile(path: string): Promise<File> {
  try {
    return new File([await readFile(path)], basename(path), { type: "text/csv" });
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    throw new UsageError(`--file ${safeText(path)} cannot be read (${reason})`);
  }
}
