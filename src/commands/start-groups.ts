import type { Source } from "../api/source.ts";
import type { StartOptions as Start } from "../api/start.ts";
import { ApiError } from "../api/errors.ts";
import { lineOf } from "../output/ndjson/line-object.ts";
import { startedObject } from "../output/ndjson/session-objects.ts";
import type { Client } from "../watch/client.ts";
import type { Watch, WatchedId } from "../watch/watch.ts";
import { canAnswer } from "./ask-yes.ts";
import { bringStarts } from "./bring-starts.ts";
import type { Host } from "./host.ts";
import { demandsOf } from "./if-running.ts";
import { failureLine } from "./look-up-failure.ts";
import type { Outcome } from "./outcome.ts";
import type { OutputForm } from "./output-form.ts";
import { createPendingFinder } from "./pending.ts";
import { type PlannedStart, planStarts } from "./plan-starts.ts";
import { startAll, type Started } from "./start-all.ts";
import type { StartCommandOptions } from "./start.ts";
import type { StartInTurn } from "./start-in-turn.ts";
import { afterWatch, watchIds } from "./watch-ids.ts";
import type { Unannounced } from "./with-clients.ts";

/** What a run of `aggwatch start` is given. */
export interface StartWork {
  readonly start: Start;
  readonly client: Client;
  readonly unannounced: Unannounced;
  readonly options: StartCommandOptions & { readonly form: OutputForm };
  readonly host: Host;
}

/** What has come of it so far. */
interface Progress {
  readonly watches: Watch[];
  /** The exit codes of what is not the outcome of an id. */
  readonly codes: number[];
  /** What has not been started, in turn. */
  left: readonly Source[];
  /** Whether something could not be started, so that nothing more is. */
  hasFailed: boolean;
  hasWatched: boolean;
}

/** Not done, since one was running. */
const refusedCode = 1;
/** Left behind while something ran. */
const leftCode = 8;

/** Starts the sources, all at once or one after the other, and watches them. */
export async function startGroups(sources: readonly Source[], work: StartWork): Promise<Outcome> {
  const { options, host } = work;
  const groups = options.sequential ? sources.map((source) => [source]) : [sources];
  const progress: Progress = {
    watches: [],
    codes: [],
    left: sources,
    hasFailed: false,
    hasWatched: false,
  };
  try {
    if (groups.length > 1 && options.ifRunning === "fail") {
      // Then nothing is sent, not even for those before it.
      refuseRunning(await plan(sources, work), progress);
    }
    for (const group of groups) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other is what was asked for
      if (isGoingOn(progress, host)) await startGroup(group, work, progress);
    }
    sayNotStarted(progress.left, host);
  } catch (error) {
    sayNotStarted(progress.left, host);
    await takeFailure(error, work, progress);
  }
  return outcomeOf(progress, work);
}

function isGoingOn({ hasFailed }: Progress, { lifetime }: Host): boolean {
  return !hasFailed && !lifetime.signal.aborted;
}

/** What has been watched by then counts, whatever fails after it. */
async function takeFailure(
  error: unknown,
  { client, host }: StartWork,
  progress: Progress,
): Promise<void> {
  if (host.lifetime.signal.aborted) return;
  if (!(error instanceof ApiError)) throw error;
  const { code, line } = await failureLine(error, client);
  host.stderr.write(`aggwatch: ${line}\n`);
  progress.codes.push(code);
  progress.hasFailed = true;
}

function outcomeOf(
  { watches, codes, hasFailed, hasWatched }: Progress,
  { options, host }: StartWork,
): Outcome {
  const departure = host.lifetime.departure();
  const isFailure = hasFailed && departure.by === "ends";
  return {
    departure,
    watches,
    isStrict: options.strict,
    besides: codes,
    ...(hasWatched && { clock: host.clock }),
    ...(isFailure && { leftBy: { by: "failure" } }),
  };
}

async function startGroup(
  group: readonly Source[],
  work: StartWork,
  progress: Progress,
): Promise<void> {
  const { start, client, options, host } = work;
  const { left } = progress;
  progress.left = left.slice(group.length);
  const plans = await plan(group, work);
  if (refuseRunning(plans, progress)) {
    progress.left = left;
    return;
  }
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
  if (ids.length > 0) await watchGroup(ids, turns, plans, work, progress);
}

async function watchGroup(
  ids: readonly WatchedId[],
  turns: readonly StartInTurn[],
  plans: readonly PlannedStart[],
  work: StartWork,
  progress: Progress,
): Promise<void> {
  const { start, client, options, host, unannounced } = work;
  const { watch: isWatched, form, failFast } = options;
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
  const clients = [{ name: undefined, client }] as const;
  const shown = isWatched ? options : { ...options, ...unwatchedView(form) };
  const watching = { ...shown, ...brought.watching, earlier: [...progress.watches] };
  // What is waited for is no result where only the ids are.
  const shownAt = isWatched ? host : { ...host, stdout: host.stderr };
  const watched = await unannounced(() => watchIds(ids, clients, watching, shownAt));
  brought.close();
  progress.watches.push(...watched.watches);
  progress.codes.push(...watched.besides);
  progress.hasWatched ||= isWatched;
  progress.hasFailed = brought.hasFailed();
  if (isGoingOn(progress, host)) sayNotStarted(brought.left(), host);
  else progress.left = [...brought.left(), ...progress.left];
  if (!progress.hasFailed) await afterWatch(watched, clients, host);
}

function plan(
  sources: readonly Source[],
  { start, client, options, host }: StartWork,
): Promise<readonly PlannedStart[]> {
  const { ifRunning, watch, form } = options;
  const isAsked = watch && (form === "tui" || form === "plain") && canAnswer(host);
  const findPending = createPendingFinder(client, host);
  return planStarts(sources, start, findPending, { ifRunning, isAsked }, host);
}

/** Nothing more is started where one is running and the user wants none of that. */
function refuseRunning(plans: readonly PlannedStart[], progress: Progress): boolean {
  const isRefused = plans.some(({ kind }) => kind === "fail");
  if (isRefused) progress.codes.push(refusedCode);
  progress.hasFailed ||= isRefused;
  return isRefused;
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
