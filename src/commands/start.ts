import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { ApiError, NoAnswerError, RefusedError, TransientError } from "../api/errors.ts";
import { createRunningFinder } from "../api/running-aggregations.ts";
import type { Source } from "../api/source.ts";
import { createSourceFinder } from "../api/sources.ts";
import { startAggregation, type StartOptions as Start } from "../api/start.ts";
import type { TaskStatus } from "../api/task-status.ts";
import { UsageError } from "../config/usage-error.ts";
import { exitCode } from "../output/exit-code.ts";
import { duration } from "../text/duration.ts";
import { lineOf } from "../output/ndjson/line-object.ts";
import { startedObject } from "../output/ndjson/session-objects.ts";
import { safeText } from "../text/safe-text.ts";
import type { Client } from "../watch/client.ts";
import type { Watch, WatchedId } from "../watch/watch.ts";
import { askYes, canAnswer } from "./ask-yes.ts";
import { findSource } from "./find-source.ts";
import type { Host } from "./host.ts";
import { type LookUpOptions, withClient } from "./look-up.ts";
import { concludeSession } from "./outcome.ts";
import { type OutputForm, outputForm } from "./output-form.ts";
import { withRecorder } from "./record.ts";
import { type Conclude, withSummary } from "./summary.ts";
import { type TimeLimit, withTimeLimit } from "./time-limit.ts";
import { watchIds, type WatchIdsOptions } from "./watch-ids.ts";

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

interface FormedOptions extends StartCommandOptions {
  readonly form: OutputForm;
}

/** An aggregation that runs now, by the name of its source. */
interface Started extends WatchedId {
  readonly label: string;
  readonly sourceId: string;
  /** Whether it had been started before. */
  readonly ranAlready: boolean;
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
  const sources = await findSources(names, client);
  const groups = options.sequential ? sources.map((source) => [source]) : [sources];
  const watches: Watch[] = [];
  for (const [index, group] of groups.entries()) {
    const ids: Started[] = [];
    // oxlint-disable-next-line no-await-in-loop -- one after the other is what was asked for
    await startAll(group, start, client, options, host, (one) => {
      ids.push(one);
      if (!options.watch) tell(one, options.form, host);
    });
    if (!options.watch) return 0;
    if (ids.length === 0) continue;
    // From here on the session listens to signals.
    const takeBack = handOver();
    const clients = [{ name: undefined, client }] as const;
    const part = { earlier: [...watches], goesOn: index < groups.length - 1 };
    // oxlint-disable-next-line no-await-in-loop
    const watched = await watchIds(ids, clients, { ...options, part }, host, limit);
    watches.push(...watched.watches);
    options.conclude({ watches, departure: watched.departure });
    if (watched.departure.by !== "ends") {
      const code = concludeSession(watched.departure, watches, options.strict, host);
      sayNotStarted(groups.slice(index + 1).flat(), host);
      return code;
    }
    takeBack();
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

/** @param started is told of each as soon as it runs: whatever becomes of the others, it does */
async function startAll(
  sources: readonly Source[],
  start: Start,
  { api }: Client,
  { watch: watches, form }: Pick<FormedOptions, "watch" | "form">,
  host: Host,
  started: (one: Started) => void,
): Promise<void> {
  const { stderr } = host;
  const unwatched: string[] = [];
  const running = await createRunningFinder(api)();
  for (const { id: sourceId, name: label } of sources) {
    const already = running.find((task) => task.sourceId === sourceId);
    if (already) {
      // oxlint-disable-next-line no-await-in-loop -- one question after the other
      if (await isWanted(already, label, watches && isForPeople(form), host)) {
        started({ id: already.id, label, sourceId, ranAlready: true });
      }
    } else {
      // oxlint-disable-next-line no-await-in-loop -- look-ups go one after the other
      const task = await startAggregation(api, sourceId, start).catch((error: unknown) => {
        if (watches && unwatched.length > 0) {
          stderr.write(`aggwatch: running, and not watched: ${unwatched.join(", ")}\n`);
        }
        // Given up by a signal or a time limit, which have their own exit codes.
        if (!(error instanceof ApiError)) stderr.write(`aggwatch: ${mayHaveStarted(label)}\n`);
        throw withFileHint(maybeStarted(error, label), start.file !== undefined);
      });
      unwatched.push(`${label} (${task.id})`);
      started({ id: task.id, label, sourceId, ranAlready: false });
    }
  }
}

/** What runs, for whoever does not want it watched. */
function tell(one: Started, form: OutputForm, { stdout, clock }: Host): void {
  switch (form) {
    case "ndjson":
      stdout.write(`${lineOf(startedObject(clock.now(), one, one.sourceId, one.ranAlready))}\n`);
      break;
    case "tui":
    case "plain":
      stdout.write(`${one.id}\n`);
      break;
    case "quiet":
  }
}

/** Whoever wants objects, or nothing, is a program. */
function isForPeople(form: OutputForm): boolean {
  return form === "tui" || form === "plain";
}

/**
 * Whether the one that runs already is to be watched: the user is asked where there is one to
 * answer; else it is, and that is said.
 */
async function isWanted(
  { id, created, launcher }: TaskStatus,
  source: string,
  asks: boolean,
  host: Host,
): Promise<boolean> {
  const since = created === undefined ? "" : `, for ${duration(host.clock.now() - created)}`;
  const by = launcher === undefined ? "" : `, started by ${launcher}`;
  const text = `an aggregation of ${source} runs already${since}${by}: ${id}`;
  host.stderr.write(`aggwatch: ${text}\n`);
  return asks && canAnswer(host) ? askYes("watch it?", host) : true;
}

/** What the tenant says of a source whose accounts come in a file does not name the file. */
function withFileHint(error: unknown, hasFile: boolean): unknown {
  if (hasFile || !(error instanceof RefusedError) || error.status !== 400) return error;
  const text = `${error.message} (a delimited-file source takes --file accounts.csv)`;
  return new RefusedError(error.status, text.trim(), error.requestId);
}

/** A request of which no answer came may have started one: asking again could start a second. */
function maybeStarted(error: unknown, source: string): unknown {
  if (!(error instanceof TransientError)) return error;
  return new NoAnswerError(`${error.message}; ${mayHaveStarted(source)}`, error.requestId);
}

function mayHaveStarted(source: string): string {
  return `an aggregation of ${source} may have started: aggwatch list tells`;
}

async function csvFile(path: string): Promise<File> {
  try {
    return new File([await readFile(path)], basename(path), { type: "text/csv" });
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    throw new UsageError(`--file ${safeText(path)} cannot be read (${reason})`);
  }
}
