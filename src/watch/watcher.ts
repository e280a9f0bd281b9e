import { type ApiError, SignInRefusedError } from "../api/errors.ts";
import type { TaskStatus } from "../api/task-status.ts";
import type { StatusAnswer, Tenant } from "../api/tenant.ts";
import { askTask } from "./ask-task.ts";
import { type AskedId, keepAsking } from "./asking.ts";
import { firstBoard, type Input, type OwnHappening } from "./board.ts";
import { createBoardStore, type InputListener } from "./board-store.ts";
import { allowance } from "./budget.ts";
import { changeBetween } from "./budget-change.ts";
import { type Client, type ClientDeps, createClient } from "./client.ts";
import type { WatchEvent } from "./fact.ts";
import type { Intents } from "./intents.ts";
import { type Moment, momentOf } from "./moment.ts";
import { patienceUntil } from "./patience.ts";
import { type Asking, statusAskAt, taskAskAt, wishOf } from "./schedule.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Watch, WatchedId } from "./watch.ts";

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

/** A watcher that asks a tenant: what it is told, and what the user does, can be heard as well. */
export interface LiveWatcher extends Watcher {
  /** When there was a first snapshot. */
  readonly began: Moment;
  /** Calls `listener` with everything that makes another snapshot; returns how to stop that. */
  onInput(listener: InputListener): () => void;
}

/** What the user may set. */
export interface WatchSettings {
  /** What `--interval` says. */
  readonly intervalMs: number;
  /** What `--stall-after` says; undefined where each aggregation's own rhythm tells. */
  readonly stallAfterMs: number | undefined;
  /** What `--give-up-after` says; undefined for never giving up. */
  readonly giveUpAfterMs?: number | undefined;
}

/** What a watcher needs from the world: a client in use already, or a tenant to be one of. */
export type WatcherDeps = ClientDeps & {
  /** What the user calls the tenant, where there are several. */
  readonly tenantName?: string;
} & ({ readonly client: Client } | { readonly tenant: Tenant; readonly client?: undefined });

/**
 * @param ids without repetitions
 */
export function createWatcher(
  ids: readonly WatchedId[],
  { intervalMs: requestedIntervalMs, stallAfterMs, giveUpAfterMs }: WatchSettings,
  deps: WatcherDeps,
): LiveWatcher {
  const { clock, random } = deps;
  const client = deps.client ?? createClient(deps.tenant, deps);
  const { tenant, turns, sender } = client;
  const began = momentOf(clock);
  const store = createBoardStore(
    firstBoard(ids, { budget: turns.budget(), signIn: client.signIn() }, began.elapsed),
    {
      tenant: deps.tenantName,
      host: tenant.host,
      requestedIntervalMs,
      elapsed: () => clock.elapsed(),
    },
  );
  const asked = new Map<string, AskedId>();
  let knownBudget = turns.budget();
  /** Begins to ask an id; undefined while nothing runs. */
  let begin: ((id: string) => void) | undefined;
  /** Why no id of this client can be asked any more. */
  let refusal: SignInRefusedError | undefined;

  function take(input: Input): void {
    store.take(input, momentOf(clock));
  }

  /** The client is somebody else's as well: what has become of it is seen afterwards. */
  function clientChanged(): void {
    const { budget, signIn } = store.board();
    if (turns.budget() !== knownBudget) {
      knownBudget = turns.budget();
      take({ type: "budget", change: changeBetween(budget, knownBudget) });
    }
    if (client.signIn() !== signIn) take({ type: "signIn", state: client.signIn() });
  }

  function post(id: string, happening: OwnHappening): void {
    take({ type: "happened", id, happening });
  }

  function watchOf(id: string): Watch {
    const watch = store.board().watches.get(id);
    if (!watch) throw new Error(`not watched: ${id}`);
    return watch;
  }

  function shared(watchers: number): void {
    take({ type: "shared", watchers, perWindow: allowance(turns.budget(), clock.elapsed()) });
  }

  /** Whoever asks the task of an id asks for its status no more: it takes the turn of that. */
  const taskApi = (signal: AbortSignal) => client.apiFor(signal, "poll");

  function failed(id: string, error: ApiError): void {
    post(id, { type: "failed", error, jitter: random(), giveUpAfterMs });
  }

  function askingOf(id: string): Asking {
    const { attended, isPaused } = store.board();
    return { isAttended: id === attended, isPaused };
  }

  /** When something is asked next may be another time now. */
  function rescheduled(): void {
    for (const one of asked.values()) one.wake();
    turns.reconsider();
  }

  function ask(id: string, signal: AbortSignal): AskedId {
    const taskPort = {
      until: () => watchOf(id).inquiry?.until ?? Number.POSITIVE_INFINITY,
      answered: (task: TaskStatus) => post(id, { type: "taskAnswered", task }),
      failed: (error: ApiError) => post(id, { type: "taskFailed", error }),
    };
    const port = {
      hasEnded: () => watchOf(id).ending !== undefined,
      statusAskAt: () => statusAskAt(watchOf(id), askingOf(id)),
      taskAskAt: () => taskAskAt(watchOf(id), askingOf(id)),
      patienceUntil: () => patienceUntil(watchOf(id), giveUpAfterMs),
      wish: () => wishOf(watchOf(id), askingOf(id), clock.elapsed()),
      asked: () => post(id, { type: "asked" }),
      answered: (answer: StatusAnswer) =>
        post(id, {
          type: "answered",
          answer,
          intervalMs: store.snapshot().clients[0].intervalMs,
          stallAfterMs,
        }),
      failed: (error: ApiError) => failed(id, error),
      askTask: (given: AbortSignal) => askTask(id, taskApi, taskPort, clock, given),
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
    for (const id of store.board().watches.keys()) begin(id);
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
      for (const id of store.board().watches.keys()) failed(id, reason);
    } else {
      stop.signal.throwIfAborted();
    }
  }

  client.listen({
    changed: clientChanged,
    limited: (waitMs) => take({ type: "limited", waitMs }),
    shared,
  });
  const { snapshot, subscribe, onEvent, onInput } = store;
  return {
    began,
    snapshot,
    subscribe,
    onEvent,
    onInput,
    run,
    add(more) {
      for (const watched of more.filter(({ id }) => !store.board().watches.has(id))) {
        take({ type: "added", watched });
        if (refusal) failed(watched.id, refusal);
        else begin?.(watched.id);
      }
    },
    name: (id, label) => post(id, { type: "named", label }),
    looked: (look) => take({ type: "looked", look }),
    drop(id) {
      take({ type: "dropped", id });
      asked.get(id)?.stop();
      rescheduled();
    },
    askNow(id) {
      post(id, { type: "hurried" });
      rescheduled();
    },
    pause(isPaused) {
      take({ type: "paused", isPaused });
      rescheduled();
    },
    endWait() {
      take({ type: "waitEnded" });
      client.endWait();
    },
    attend(id) {
      if (store.board().attended === id) return;
      take({ type: "attended", id });
      rescheduled();
    },
    interrupt() {
      for (const one of asked.values()) one.interrupt();
    },
  };
}
