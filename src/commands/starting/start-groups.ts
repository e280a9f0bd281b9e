import type { Source } from "../../api/endpoints/source.ts";
import type { StartOptions as Start } from "../../api/endpoints/start.ts";
import type { Client } from "../../client/client.ts";
import type { WatchedId } from "../../watch/model/watch.ts";
import { canAnswer } from "../lookup/confirm.ts";
import { bringStarts } from "./bring-starts.ts";
import type { Host } from "../../process/host.ts";
import { demandsOf } from "./if-running.ts";
import type { Outcome } from "../../exit/outcome.ts";
import type { OutputForm } from "../session/output-form.ts";
import { createPendingFinder } from "../lookup/pending.ts";
import { type PlannedStart, planStarts } from "./plan-starts.ts";
import { startAll, type Started } from "./start-all.ts";
import type { Recorder } from "../session/record.ts";
import type { StartCommandOptions } from "../verbs/start.ts";
import {
  isGoingOn,
  newProgress,
  refuseRunning,
  sayNotStarted,
  startOutcome,
  type StartProgress,
  takeFailure,
} from "./start-progress.ts";
import { reportStarted } from "./report-started.ts";
import type { StartInTurn } from "./start-in-turn.ts";
import { afterWatch, watchIds } from "../session/watch-ids.ts";
import type { Unannounced } from "../tenant/with-clients.ts";

/** What a run of `aggwatch start` is given. */
export interface StartWork {
  readonly start: Start;
  readonly client: Client;
  readonly unannounced: Unannounced;
  readonly options: StartCommandOptions;
  readonly form: OutputForm;
  readonly recorder: Recorder | undefined;
  readonly host: Host;
}

/** Left behind while something ran. */
const leftCode = 8;

/** Starts the sources, all at once or one after the other, and watches them. */
export async function startGroups(sources: readonly Source[], work: StartWork): Promise<Outcome> {
  const { options, host } = work;
  const groups = options.sequential ? sources.map((source) => [source]) : [sources];
  const progress = newProgress(sources);
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
    await takeFailure(error, work.client, host, progress);
  }
  return startOutcome(progress, options.strict, host);
}

async function startGroup(
  group: readonly Source[],
  work: StartWork,
  progress: StartProgress,
): Promise<void> {
  const { start, client, options, form, host } = work;
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
    if (!options.watch) reportStarted(one, undefined, form, host);
  });
  const queue = plans
    .flatMap((planned) => turnOf(planned, started))
    .filter(({ isAwaited }) => isAwaited || options.watch);
  const ids = plans.flatMap((planned) => [
    ...(planned.kind === "join" && options.watch
      ? [{ id: planned.running.id, label: planned.source.name }]
      : []),
    ...queue.filter(({ source }) => source === planned.source).map(watchedOf),
  ]);
  if (ids.length > 0) await watchGroup(ids, queue, plans, work, progress);
}

async function watchGroup(
  ids: readonly WatchedId[],
  queue: readonly StartInTurn[],
  plans: readonly PlannedStart[],
  work: StartWork,
  progress: StartProgress,
): Promise<void> {
  const { start, client, options, form, recorder, host, unannounced } = work;
  const { watch: isWatched, failFast } = options;
  const brought = bringStarts(
    queue,
    client,
    {
      start,
      mayWait: mayWait(start, options, plans),
      failFast,
      isScreen: isWatched && form === "tui",
      started(source, id, waitedFor) {
        const one = { id, label: source.name, sourceId: source.id, ranAlready: false };
        if (!isWatched) reportStarted(one, waitedFor, form, host);
        return isWatched;
      },
    },
    host,
  );
  const clients = [{ name: undefined, client }] as const;
  const shown = isWatched ? options : { ...options, ...unwatchedView(form) };
  const extras = { ...brought.watching, recorder, earlier: [...progress.watches] };
  // What is waited for is no result where only the ids are.
  const shownAt = isWatched ? host : { ...host, stdout: host.stderr };
  const watched = await unannounced(() => watchIds(ids, clients, shown, shownAt, extras));
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
  { start, client, options, form, host }: StartWork,
): Promise<readonly PlannedStart[]> {
  const { ifRunning, watch } = options;
  const isAsked = watch && (form === "tui" || form === "plain") && canAnswer(host);
  const findPending = createPendingFinder(client, host);
  return planStarts(sources, start, findPending, { ifRunning, isAsked }, host);
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
