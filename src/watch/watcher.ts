import { type ApiError, SignInRefusedError } from "../api/errors.ts";
import type { TaskStatus } from "../api/task-status.ts";
import type { StatusAnswer, Tenant } from "../api/tenant.ts";
import { askTask } from "./ask-task.ts";
import { type AskedId, keepAsking } from "./asking.ts";
import { allowance, pollsPerSecond } from "./budget.ts";
import { type Client, type ClientDeps, createClient } from "./client.ts";
import { decide, type Happening } from "./decide.ts";
import type { WatchEvent } from "./fact.ts";
import { knownEnding } from "./known-ending.ts";
import type { Intents } from "./intents.ts";
import { momentOf } from "./moment.ts";
import { type Asking, intervalMs, statusAskAt, taskAskAt, wishOf } from "./schedule.ts";
import type { Snapshot } from "./snapshot.ts";
import { newWatch, type Watch, type WatchedId } from "./watch.ts";

/** Watches ids until all have ended. Readers see snapshots and events; none decides anything. */
export interface Watcher extends Intents {
  /** The same object until something has changed. */
  snapshot(): Snapshot;
  /** Calls `listener` when there is another snapshot; returns how to stop that. */
  subscribe(listener: () => void): () => void;
  /** Calls `listener` with everything that happens; returns how to stop that. */
  onEvent(listener: (event: WatchEvent) => void): () => void;
  /**
   * Asks until every id has ended.
   *
   * @throws the signal's reason when it is aborted; any other error is a bug of ours
   */
  run(signal: AbortSignal): Promise<void>;
}

/** What the user may set. */
export interface WatchSettings {
  /** What `--interval` says. */
  readonly intervalMs: number;
  /** What `--stall-after` says; undefined where each aggregation's own rhythm tells. */
  readonly stallAfterMs: number | undefined;
}

/** What a watcher needs from the world: a client in use already, or a tenant to be one of. */
export type WatcherDeps = ClientDeps &
  ({ readonly client: Client } | { readonly tenant: Tenant; readonly client?: undefined });

/**
 * @param ids without repetitions
 */
export function createWatcher(
  ids: readonly WatchedId[],
  { intervalMs: requestedIntervalMs, stallAfterMs }: WatchSettings,
  deps: WatcherDeps,
): Watcher {
  const { clock, random } = deps;
  const client = deps.client ?? createClient(deps.tenant, deps);
  const { tenant, turns, sender } = client;
  const watches = new Map(ids.map((id) => [id.id, newWatch(id, clock.elapsed())]));
  const asked = new Map<string, AskedId>();
  const listeners = new Set<() => void>();
  const eventListeners = new Set<(event: WatchEvent) => void>();
  let snapshot: Snapshot | undefined;
  let isPaused = false;
  let attended: string | undefined;
  /** Begins to ask an id; undefined while nothing runs. */
  let begin: ((id: string) => void) | undefined;
  /** Why no id of this client can be asked any more. */
  let refusal: SignInRefusedError | undefined;

  function takeSnapshot(): Snapshot {
    const budget = turns.budget();
    const all = [...watches.values()];
    const live = all.filter((watch) => !knownEnding(watch)).length;
    const rate = pollsPerSecond(budget, clock.elapsed());
    return {
      host: tenant.host,
      watches: all,
      budget,
      signIn: client.signIn(),
      intervalMs: intervalMs(requestedIntervalMs, live, rate),
      isPaused,
      attended,
    };
  }

  const current = () => (snapshot ??= takeSnapshot());

  function changed(): void {
    snapshot = undefined;
    for (const listener of listeners) listener();
  }

  function emit(event: WatchEvent): void {
    for (const listener of eventListeners) listener(event);
  }

  function watchOf(id: string): Watch {
    const watch = watches.get(id);
    if (!watch) throw new Error(`not watched: ${id}`);
    return watch;
  }

  function post(id: string, happening: Happening): void {
    const now = momentOf(clock);
    const { watch, facts } = decide(watchOf(id), happening, now);
    watches.set(id, watch);
    changed();
    for (const fact of facts) emit({ at: now.wall, id, fact });
  }

  function postAll(happening: Happening): void {
    for (const id of watches.keys()) post(id, happening);
  }

  /** A 429: told once to the readers, and noted in every pane that waits. */
  function limited(waitMs: number): void {
    const fact = { type: "wait", waitMs } as const;
    postAll({ type: "waited", fact });
    emit({ at: clock.now(), id: undefined, fact });
  }

  function shared(watchers: number): void {
    const perWindow = allowance(turns.budget(), clock.elapsed());
    emit({ at: clock.now(), id: undefined, fact: { type: "share", watchers, perWindow } });
  }

  function failed(id: string, error: ApiError): void {
    post(id, { type: "failed", error, jitter: random() });
  }

  function askingOf(id: string): Asking {
    return { isAttended: id === attended, isPaused };
  }

  /** When something is asked next may be another time now. */
  function rescheduled(): void {
    changed();
    for (const one of asked.values()) one.wake();
    turns.reconsider();
  }

  function ask(id: string, signal: AbortSignal): AskedId {
    const taskPort = {
      until: () => watchOf(id).inquiry?.until ?? 0,
      answered: (task: TaskStatus) => post(id, { type: "taskAnswered", task }),
      failed: (error: ApiError) => post(id, { type: "taskFailed", error }),
    };
    const port = {
      hasEnded: () => watchOf(id).ending !== undefined,
      statusAskAt: () => statusAskAt(watchOf(id), askingOf(id)),
      taskAskAt: () => taskAskAt(watchOf(id), askingOf(id)),
      wish: () => wishOf(watchOf(id), askingOf(id), clock.elapsed()),
      asked: () => post(id, { type: "asked" }),
      answered: (answer: StatusAnswer) =>
        post(id, { type: "answered", answer, intervalMs: current().intervalMs, stallAfterMs }),
      failed: (error: ApiError) => failed(id, error),
      askTask: (given: AbortSignal) => askTask(id, client.apiFor, taskPort, clock, given),
      interrupted: () => post(id, { type: "interrupted" }),
    };
    return keepAsking(id, port, sender, clock, signal);
  }

  async function run(signal: AbortSignal): Promise<void> {
    const stop = new AbortController();
    const either = AbortSignal.any([signal, stop.signal]);
    const over = Promise.withResolvers<void>();
    begin = (id) => {
      const one = ask(id, either);
      asked.set(id, one);
      // The first error ends all; the errors of the others are then that they were stopped.
      const ended = one.done.catch((error: unknown) => stop.abort(error));
      void ended.finally(() => {
        if (asked.get(id) === one) asked.delete(id);
        if (asked.size === 0) over.resolve();
      });
    };
    const leave = client.watch();
    for (const id of watches.keys()) begin(id);
    if (asked.size === 0) over.resolve();
    await over.promise;
    leave();
    begin = undefined;
    // Whoever leaves, leaves what goes on at the token endpoint as well.
    if (signal.aborted) client.stop();
    signal.throwIfAborted();
    const reason: unknown = stop.signal.reason;
    if (reason instanceof SignInRefusedError) {
      refusal = reason;
      for (const id of watches.keys()) failed(id, reason);
    } else {
      stop.signal.throwIfAborted();
    }
  }

  client.listen({ changed, limited, shared });
  return {
    snapshot: current,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onEvent: (listener) => {
      eventListeners.add(listener);
      return () => void eventListeners.delete(listener);
    },
    run,
    add(more) {
      for (const one of more.filter(({ id }) => !watches.has(id))) {
        watches.set(one.id, newWatch(one, clock.elapsed()));
        if (refusal) failed(one.id, refusal);
        else begin?.(one.id);
      }
      changed();
    },
    drop(id) {
      watches.delete(id);
      asked.get(id)?.stop();
      rescheduled();
    },
    askNow(id) {
      post(id, { type: "hurried" });
      rescheduled();
    },
    pause(pauses) {
      isPaused = pauses;
      rescheduled();
    },
    endWait() {
      postAll({ type: "waitEnded" });
      client.endWait();
    },
    attend(id) {
      if (attended === id) return;
      attended = id;
      rescheduled();
    },
    interrupt() {
      for (const one of asked.values()) one.interrupt();
    },
  };
}
