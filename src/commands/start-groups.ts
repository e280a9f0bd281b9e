import type { Source } from "../api/source.ts";
import type { StartOptions as Start } from "../api/start.ts";
import { worstOf } from "../output/exit-code.ts";
import { lineOf } from "../output/ndjson/line-object.ts";
import { startedObject } from "../output/ndjson/session-objects.ts";
import type { Client } from "../watch/client.ts";
import type { Watch, WatchedId } from "../watch/watch.ts";
import { canAnswer } from "./ask-yes.ts";
import { bringStarts } from "./bring-starts.ts";
import type { Host } from "./host.ts";
import { demandsOf } from "./if-running.ts";
import { concludeSession } from "./outcome.ts";
import type { OutputForm } from "./output-form.ts";
import { createPendingFinder } from "./pending.ts";
import { type PlannedStart, planStarts } from "./plan-starts.ts";
import { startAll, type Started } from "./start-all.ts";
import type { StartCommandOptions } from "./start.ts";
import type { StartInTurn } from "./start-in-turn.ts";
import type { Conclude } from "./summary.ts";
import type { TimeLimit } from "./time-limit.ts";
import { tellUnknownVersions } from "./unknown-version.ts";
import { watchIds } from "./watch-ids.ts";

/** What a run of `aggwatch start` is given. */
export interface StartWork {
  readonly start: Start;
  readonly client: Client;
  /** See `withClient`. */
  readonly handOver: () => () => void;
  readonly options: StartCommandOptions & {
    /** Is told after each watch what has been watched so far. */
    readonly conclude: Conclude;
    readonly form: OutputForm;
  };
  readonly host: Host;
  readonly limit: TimeLimit | undefined;
}

/** What has come of it so far. */
interface Progress {
  readonly watches: Watch[];
  /** The exit codes of what is no outcome of an id. */
  readonly codes: number[];
}

/** Not done, since one was running. */
const refusedCode = 1;
/** Left behind while something ran. */
const leftCode = 8;

/**
 * Starts the sources, all at once or one after the other, and watches them.
 *
 * @returns the exit code
 * @throws ApiError
 */
export async function startGroups(sources: readonly Source[], work: StartWork): Promise<number> {
  const { options, host } = work;
  const groups = options.sequential ? sources.map((source) => [source]) : [sources];
  const progress: Progress = { watches: [], codes: [] };
  if (groups.length > 1 && options.ifRunning === "fail") {
    // Then nothing is sent, not even for those before it.
    const plans = await plan(sources, work);
    if (plans.some(isFailing)) return refuse(sources, work, progress);
  }
  for (const [index, group] of groups.entries()) {
    const later = groups.slice(index + 1).flat();
    // oxlint-disable-next-line no-await-in-loop -- one after the other is what was asked for
    const code = await startGroup(group, later, work, progress).catch((error: unknown) => {
      concludeFailed(work, progress);
      sayNotStarted(later, host);
      throw error;
    });
    if (code !== undefined) return code;
  }
  const { watches, codes } = progress;
  return concludeSession({ by: "ends" }, watches, options.strict, host, codes);
}

/** @returns the exit code where nothing more is started; undefined to go on */
async function startGroup(
  group: readonly Source[],
  later: readonly Source[],
  work: StartWork,
  progress: Progress,
): Promise<number | undefined> {
  const { start, client, options, host } = work;
  const plans = await plan(group, work);
  if (plans.some(isFailing)) return refuse([...group, ...later], work, progress);
  const declined = plans.filter(({ kind }) => kind === "leave");
  if (declined.length > 0) progress.codes.push(leftCode);
  const sources = declined.map(({ source }) => source);
  if (demandsOf(start) !== "") sayNotStarted(sources, host);
  const started: Started[] = [];
  await startAll(plans, start, client.api, options.watch, host, (one) => {
    started.push(one);
    if (!options.watch) tell(one, undefined, work);
  });
  const turns = plans
    .flatMap((planned) => turnOf(planned, started))
    .filter(({ isAwaited }) => isAwaited || options.watch);
  const ids = plans.flatMap((planned) => [
    ...(planned.kind === "join" && options.watch
      ? [{ id: planned.running.id, label: planned.source.name }]
      : []),
    ...turns.filter(({ source }) => source === planned.source).map(watchedOf),
  ]);
  return ids.length === 0 ? undefined : watchGroup(ids, turns, plans, later, work, progress);
}

async function watchGroup(
  ids: readonly WatchedId[],
  turns: readonly StartInTurn[],
  plans: readonly PlannedStart[],
  later: readonly Source[],
  work: StartWork,
  { watches, codes }: Progress,
): Promise<number | undefined> {
  const { start, client, options, host, limit, handOver } = work;
  const { watch: isWatched, form, strict, failFast, conclude } = options;
  const brought = bringStarts(
    turns,
    client,
    {
      start,
      mayWait: mayWait(start, options, plans),
      failFast,
      isScreen: isWatched && form === "tui",
      started(source, id, waitedFor) {
        const one = { id, label: source.name, sourceId: source.id, ranAlready: false };
        if (!isWatched) tell(one, waitedFor, work);
        return isWatched;
      },
    },
    host,
  );
  // From here on the session listens to signals.
  const takeBack = handOver();
  const clients = [{ name: undefined, client }] as const;
  const shown = isWatched ? options : { ...options, ...unwatchedView(form) };
  const { departure, watches: seen } = await watchIds(
    ids,
    clients,
    { ...shown, ...brought.watching, earlier: [...watches] },
    // What is waited for is no result where only the ids are.
    isWatched ? host : { ...host, stdout: host.stderr },
    limit,
  );
  brought.close();
  watches.push(...seen);
  codes.push(...brought.watching.besides(departure));
  const isOver = departure.by === "ends" && !brought.hasFailed();
  const { clock } = host;
  if (isWatched) {
    const by = departure.by === "ends" && brought.hasFailed() ? "failure" : undefined;
    conclude({ watches, departure: by ? { by } : departure, clock });
  }
  if (!isOver) {
    const code = concludeSession(departure, watches, strict, host, codes);
    sayNotStarted([...brought.left(), ...later], host);
    return code;
  }
  sayNotStarted(brought.left(), host);
  takeBack();
  await tellUnknownVersions(seen, clients, host);
  return undefined;
}

function plan(
  sources: readonly Source[],
  { start, client, options, host, limit }: StartWork,
): Promise<readonly PlannedStart[]> {
  const { ifRunning, watch, form } = options;
  const isAsked = watch && (form === "tui" || form === "plain") && canAnswer(host);
  const findPending = createPendingFinder(client, host);
  return planStarts(sources, start, findPending, { ifRunning, isAsked, limit }, host);
}

function isFailing({ kind }: PlannedStart): boolean {
  return kind === "fail";
}

/** Nothing of those is started, since one is running and the user wants none of that. */
function refuse(sources: readonly Source[], work: StartWork, { watches, codes }: Progress): number {
  const { options, host } = work;
  concludeFailed(work, { watches, codes });
  sayNotStarted(sources, host);
  const code = concludeSession({ by: "ends" }, watches, options.strict, host, codes);
  return worstOf([refusedCode, code]);
}

function concludeFailed({ options, host }: StartWork, { watches }: Progress): void {
  const { clock } = host;
  if (watches.length > 0) options.conclude({ watches, departure: { by: "failure" }, clock });
}

/** Whether another aggregation that has come in between is waited for as well. */
function mayWait(
  start: Start,
  { ifRunning }: StartCommandOptions,
  plans: readonly PlannedStart[],
): boolean {
  if (ifRunning !== undefined) return ifRunning === "wait";
  return demandsOf(start) !== "" || plans.some(({ kind }) => kind === "wait");
}

/** What is seen through of a source: its own start, sent or to be sent. */
function turnOf(planned: PlannedStart, started: readonly Started[]): readonly StartInTurn[] {
  const { source } = planned;
  if (planned.kind === "wait") return [{ source, id: planned.running.id, isAwaited: true }];
  const own = started.find(({ sourceId, ranAlready }) => sourceId === source.id && !ranAlready);
  return own ? [{ source, id: own.id, isAwaited: false }] : [];
}

function watchedOf({ source, id, isAwaited }: StartInTurn): WatchedId {
  return { id, label: source.name, ...(isAwaited && { isAwaited }) };
}

/** How a wait is told where the ids alone are results: in lines on stderr. */
function unwatchedView(form: OutputForm) {
  return {
    output: form === "quiet" ? "quiet" : "plain",
    polls: false,
    stay: false,
    screenReader: false,
  } as const;
}

/** Whoever leaves early leaves what was to come as well. */
function sayNotStarted(sources: readonly Source[], { stderr }: Pick<Host, "stderr">): void {
  if (sources.length === 0) return;
  stderr.write(`aggwatch: not started: ${sources.map(({ name }) => name).join(", ")}\n`);
}

/** What runs, for whoever does not want it watched. */
function tell(one: Started, waitedFor: string | undefined, { options, host }: StartWork): void {
  const { stdout, stderr, clock } = host;
  const write = (line: string) =>
    stdout.write(`${line}\n`, (error) => {
      // It runs all the same, and may not be started again for want of its id.
      if (error) stderr.write(`aggwatch: ${one.label} runs, as ${one.id}\n`);
    });
  switch (options.form) {
    case "ndjson":
      write(lineOf(startedObject(clock.now(), one, one.sourceId, one.ranAlready, waitedFor)));
      break;
    case "tui":
    case "plain":
      write(one.id);
      break;
    case "quiet":
  }
}
