import { type ApiError, isApiError } from "../../api/http/errors.ts";
import { isPassing } from "../../api/http/retry-rule.ts";
import type { Source } from "../../api/endpoints/source.ts";
import type { TaskStatus } from "../../api/endpoints/task-status.ts";
import type { ListedTask } from "../../api/endpoints/tasks.ts";
import type { Ending } from "../../watch/model/ending.ts";
import { isRefusedAsRunning } from "./refused-as-running.ts";
import type { Watcher } from "../../watch/watcher.ts";
import { until } from "../../watch/until.ts";

/** A source whose start is seen through, and what of it is watched at first. */
export interface StartInTurn {
  readonly source: Source;
  readonly id: string;
  /** Whether that is the aggregation before ours, whose end is waited for; else it is ours. */
  readonly isAwaited: boolean;
}

/** Its look-ups and starts throw ApiError. */
export interface TurnDeps {
  readonly watcher: Pick<Watcher, "watchOf" | "subscribe" | "add" | "drop">;
  /** It throws once the session is left. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Whether another aggregation of the source is waited for; else it is only reported. */
  readonly mayWait: boolean;
  readonly findRunning: (source: Source, but: string) => Promise<ListedTask | undefined>;
  readonly send: (source: Source) => Promise<TaskStatus>;
  /** Is given what was started in the place of `before`; returns whether that is to be watched. */
  readonly started: (source: Source, id: string, before: string) => boolean;
  readonly say: (line: string) => void;
}

/** Sent, left before that, or why it failed. */
export type StartFate = "started" | "left" | ApiError;

/** The tenant lets a start fail where another one had begun before it. */
const mostStarts = 3;
/** For a start refused though nothing is running any more, or the list is late. */
const retryMs = 10_000;

/**
 * Sees one start through: waits for the end of the aggregation before it, then starts ours in its
 * place. Where another one has begun in between, that is waited for in turn: the tenant accepts a
 * start meanwhile and lets its task fail, which is not an outcome of ours.
 */
export async function startInTurn(
  { source, ...state }: StartInTurn,
  deps: TurnDeps,
  signal: AbortSignal,
): Promise<StartFate> {
  try {
    return await seeThrough(source, state, deps, signal);
  } catch (error) {
    if (signal.aborted) return state.isAwaited ? "left" : "started";
    if (!isApiError(error)) throw error;
    if (state.isAwaited) deps.watcher.drop(state.id);
    return error;
  }
}

async function seeThrough(
  source: Source,
  state: { id: string; isAwaited: boolean },
  { watcher, sleep, mayWait, findRunning, send, started, say }: TurnDeps,
  signal: AbortSignal,
): Promise<StartFate> {
  const { id: sourceId, name: label } = source;
  let starts = state.isAwaited ? 0 : 1;
  for (;;) {
    const ending = await endOf(state.id, watcher, signal);
    if (!state.isAwaited) {
      if (!ending || !isRefusedAsRunning(ending)) return "started";
      const isLast = !mayWait || starts >= mostStarts;
      say(refusedText(label, isLast, starts));
      if (isLast) return "started";
    } else if (!ending) {
      // The user has dropped it.
      return "left";
    }
    const running = await findRunning(source, state.id).catch((error: unknown) => {
      // A start needs no list: the tenant refuses one that comes too early.
      if (isPassing(error)) return undefined;
      throw error;
    });
    const before = state.id;
    if (running) {
      say(`another aggregation of ${label} is running: ${running.id}; waiting for it to end`);
      watcher.add([{ id: running.id, label, sourceId, isAwaited: true }]);
      state.id = running.id;
      state.isAwaited = true;
    } else {
      if (!state.isAwaited) await sleep(retryMs);
      state.isAwaited = true;
      const { id } = await send(source);
      starts += 1;
      state.id = id;
      state.isAwaited = false;
      if (!started(source, id, before)) {
        watcher.drop(before);
        return "started";
      }
      watcher.add([{ id, label, sourceId }]);
    }
    watcher.drop(before);
  }
}

async function endOf(
  id: string,
  watcher: Pick<Watcher, "watchOf" | "subscribe">,
  signal: AbortSignal,
): Promise<Ending | undefined> {
  const isOver = () => {
    const watch = watcher.watchOf(id);
    return !watch || watch.ending !== undefined;
  };
  await until(watcher, isOver, signal);
  return watcher.watchOf(id)?.ending;
}

function refusedText(source: string, isLast: boolean, starts: number): string {
  const what =
    `the start of ${source} was not done: another aggregation of it was running, ` +
    "and the tenant runs one at a time";
  if (!isLast) return `${what}; trying again`;
  return starts > 1 ? `${what}; given up after ${starts} starts` : `${what}; start it again later`;
}
