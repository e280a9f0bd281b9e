import type { Started, StartWork } from "./start-work.ts";
import { isApiError } from "../../api/http/errors.ts";
import type { Source } from "../../api/endpoints/source.ts";
import type { WatchedId } from "../../watch/model/watch.ts";
import { bringStarts } from "./bring-starts.ts";
import { demandsOf } from "./if-running.ts";
import type { Outcome } from "../../exit/outcome.ts";
import { type PlannedStart, planStarts } from "./plan-starts.ts";
import { startAll } from "./start-all.ts";
import {
  isGoingOn,
  leftCode,
  refuseRunning,
  sayNotStarted,
  type StartProgress,
} from "./start-progress.ts";
import type { StartInTurn } from "./start-in-turn.ts";
import { afterWatch, watchIds } from "../session/watch-ids.ts";
import { failureLine } from "../tenant/look-up-failure.ts";

/** Starts the sources, all at once or one after the other, and watches them. */
export async function startGroups(sources: readonly Source[], work: StartWork): Promise<Outcome> {
  const { client, options, host } = work;
  const { signal, departure: departureOf } = host.lifetime;
  const groups = options.sequential ? sources.map((source) => [source]) : [sources];
  const progress: StartProgress = {
    watches: [],
    codes: [],
    left: sources,
    hasFailed: false,
    hasWatched: false,
  };
  try {
    if (groups.length > 1 && options.ifRunning === "fail") {
      // Then nothing is sent, not even for those before it.
      refuseRunning(await planStarts(sources, work), progress);
    }
    for (const group of groups) {
      if (isGoingOn(progress, host)) await startGroup(group, work, progress);
    }
    sayNotStarted(progress.left, host);
  } catch (error) {
    sayNotStarted(progress.left, host);
    if (!signal.aborted) {
      if (!isApiError(error)) throw error;
      const { code, line } = await failureLine(error, client);
      host.stderr.write(`aggwatch: ${line}\n`);
      progress.codes.push(code);
      progress.hasFailed = true;
    }
  }
  const departure = departureOf();
  return {
    departure,
    watches: progress.watches,
    isStrict: options.strict,
    besides: progress.codes,
    ...(progress.hasWatched && { clock: host.clock }),
    ...(progress.hasFailed && departure.by === "ends" && { leftBy: { by: "failure" } }),
  };
}

async function startGroup(
  group: readonly Source[],
  work: StartWork,
  progress: StartProgress,
): Promise<void> {
  const { start, options, host } = work;
  const { left } = progress;
  progress.left = left.slice(group.length);
  const plans = await planStarts(group, work);
  if (refuseRunning(plans, progress)) {
    progress.left = left;
    return;
  }
  const declined = plans.filter(({ kind }) => kind === "leave").map(({ source }) => source);
  if (declined.length > 0) progress.codes.push(leftCode);
  if (demandsOf(start) !== "") sayNotStarted(declined, host);
  const started = await startAll(plans, work);
  const queue = plans
    .flatMap((planned) => turnOf(planned, started))
    .filter(({ isAwaited }) => isAwaited || options.watch);
  const ids = plans.flatMap((planned) => [
    ...(planned.kind === "join" && options.watch
      ? [watchedOf({ source: planned.source, id: planned.running.id, isAwaited: false })]
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
  const { start, client, options, form, recorder, reactions, host, unannounced } = work;
  const { ifRunning, watch: isWatched } = options;
  const usuallyWaits = demandsOf(start) !== "" || plans.some(({ kind }) => kind === "wait");
  // Another aggregation that begins in between is waited for as well.
  const mayWait = ifRunning === undefined ? usuallyWaits : ifRunning === "wait";
  const brought = bringStarts(queue, work, mayWait);
  const clients = [{ name: undefined, client }] as const;
  // Where the ids alone are results, the wait is shown as lines on stderr.
  const output = form === "quiet" ? "quiet" : "plain";
  const unwatched = { ...options, output, polls: false, stay: false, screenReader: false } as const;
  const shown = isWatched ? options : unwatched;
  const shownAt = isWatched ? host : { ...host, stdout: host.stderr };
  const extras = { ...brought.watching, recorder, reactions, earlier: [...progress.watches] };
  const watched = await unannounced(() => watchIds(ids, clients, shown, shownAt, extras));
  progress.watches.push(...watched.watches);
  progress.codes.push(...watched.besides);
  progress.hasWatched ||= isWatched;
  progress.hasFailed = brought.hasFailed();
  if (isGoingOn(progress, host)) sayNotStarted(brought.left, host);
  else progress.left = [...brought.left, ...progress.left];
  if (!progress.hasFailed) await afterWatch(watched, clients, host);
}

function turnOf(planned: PlannedStart, started: readonly Started[]): readonly StartInTurn[] {
  const { source } = planned;
  if (planned.kind === "wait") return [{ source, id: planned.running.id, isAwaited: true }];
  const own = started.find(({ sourceId, ranAlready }) => sourceId === source.id && !ranAlready);
  return own ? [{ source, id: own.id, isAwaited: false }] : [];
}

function watchedOf({ source, id, isAwaited }: StartInTurn): WatchedId {
  return { id, label: source.name, sourceId: source.id, ...(isAwaited && { isAwaited }) };
}
