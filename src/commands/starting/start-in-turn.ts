import { type ApiError, isApiError } from "../../api/http/errors.ts";
import { isPassing } from "../../api/http/retry-rule.ts";
import type { Source } from "../../api/endpoints/source.ts";
import type { TaskStatus } from "../../api/endpoints/task-status.ts";
import type { ListedTask } from "../../api/endpoints/tasks.ts";
import type { Clock } from "../../time/clock.ts";
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

/** What seeing starts through needs. */
export interface TurnDeps {
  readonly watcher: Pick<Watcher, "snapshot" | "subscribe" | "add" | "drop">;
  readonly clock: Clock;
  /** Whether another aggregation of the source is waited for; else it is only told. */
  readonly mayWait: boolean;
  /** What of the source is running now, beside one id. It throws ApiError. */
  readonly findRunning: (source: Source, but: string) => Promise<ListedTask | undefined>;
  /** Sends the start. It throws ApiError. */
  readonly send: (source: Source) => Promise<TaskStatus>;
  /**
   * Is told of what was started in the place of `before`, and says whether that is to be watched.
   */
  readonly started: (source: Source, id: string, before: string) => boolean;
  /** Takes a line for people, without its end. */
  readonly say: (line: string) => void;
}

/** What came of a start. */
export type StartFate =
  /** Sent; what it came to, its own watch tells. */
  | { readonly kind: "started" }
  /** Left before it was sent. */
  | { readonly kind: "left"; readonly source: Source }
  | { readonly kind: "failed"; readonly source: Source; readonly error: ApiError };

/** So often a start is sent that the tenant lets fail, since another one had begun before it. */
const mostStarts = 3;
/** What was running is gone, or its list is late. */
const retryMs = 10_000;

/**
 * Sees one start through: waits for the end of the aggregation before it, then starts ours in the
 * place of that. Where another one has begun in between, that is waited for in turn; the tenant
 * accepts a start meanwhile and lets its task fail, which is no outcome of ours.
 *
 * @throws nothing but bugs of ours
 */
export async function startInTurn(
  first: StartInTurn,
  deps: TurnDeps,
  signal: AbortSignal,
): Promise<StartFate> {
  const { source } = first;
  const state = { id: first.id, isAwaited: first.isAwaited };
  try {
    return await seeThrough(source, state, deps, signal);
  } catch (error) {
    if (signal.aborted) return state.isAwaited ? { kind: "left", source } : { kind: "started" };
    if (!isApiError(error)) throw error;
    if (state.isAwaited) deps.watcher.drop(state.id);
    return { kind: "failed", source, error };
  }
}

async function seeThrough(
  source: Source,
  state: { id: string; isAwaited: boolean },
  { watcher, clock, mayWait, findRunning, send, started, say }: TurnDeps,
  signal: AbortSignal,
): Promise<StartFate> {
  const label = source.name;
  let starts = state.isAwaited ? 0 : 1;

  /** Nothing is lost where the list cannot be read: then the tenant itself tells. */
  function another(): Promise<ListedTask | undefined> {
    return findRunning(source, state.id).catch((error: unknown) => {
      if (isPassing(error)) return undefined;
      throw error;
    });
  }

  for (;;) {
    // One step after the other.
    // oxlint-disable-next-line no-await-in-loop
    const ending = await endOf(state.id, watcher, signal);
    if (!state.isAwaited) {
      if (!ending || !isRefusedAsRunning(ending)) return { kind: "started" };
      const isLast = !mayWait || starts >= mostStarts;
      say(refusedText(label, isLast, starts));
      if (isLast) return { kind: "started" };
    } else if (!ending) {
      // The user has dropped it.
      return { kind: "left", source };
    }
    // oxlint-disable-next-line no-await-in-loop
    const running = await another();
    const before = state.id;
    if (running) {
      say(`another aggregation of ${label} is running: ${running.id}; waiting for it to end`);
      watcher.add([{ id: running.id, label, isAwaited: true }]);
      state.id = running.id;
      state.isAwaited = true;
    } else {
      // oxlint-disable-next-line no-await-in-loop
      if (!state.isAwaited) await clock.sleep(retryMs, signal);
      state.isAwaited = true;
      // oxlint-disable-next-line no-await-in-loop
      const { id } = await send(source);
      starts += 1;
      state.id = id;
      state.isAwaited = false;
      if (started(source, id, before)) watcher.add([{ id, label }]);
      else {
        watcher.drop(before);
        return { kind: "started" };
      }
    }
    watcher.drop(before);
  }
}

/** How an id ends; undefined where it is dropped before. */
async function endOf(
  id: string,
  watcher: Pick<Watcher, "snapshot" | "subscribe">,
  signal: AbortSignal,
): Promise<Ending | undefined> {
  const find = () => watcher.snapshot().watches.find((watch) => watch.id === id);
  await until(
    watcher,
    () => {
      const watch = find();
      return !watch || watch.ending !== undefined;
    },
    signal,
  );
  return find()?.ending;
}

function refusedText(source: string, isLast: boolean, starts: number): string {
  const what =
    `the start of ${source} was not done: another aggregation of it was running, ` +
    "and the tenant runs one at a time";
  if (!isLast) return `${what}; trying again`;
  return starts > 1 ? `${what}; given up after ${starts} starts` : `${what}; start it again later`;
}
