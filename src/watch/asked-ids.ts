import { type ApiError, isApiError, type SignInRefusedError } from "../api/errors.ts";
import type { TaskStatus } from "../api/task-status.ts";
import type { StatusAnswer } from "../api/tenant.ts";
import type { Clock } from "../time/clock.ts";
import { askTask } from "./ask-task.ts";
import { type AskedId, keepAsking } from "./asking.ts";
import type { OwnHappening } from "./board.ts";
import type { BoardStore } from "./board-store.ts";
import type { Client } from "./client.ts";
import { offlineAt } from "./offline.ts";
import { patienceUntil } from "./patience.ts";
import { type Asking, statusAskAt, taskAskAt, wishOf } from "./schedule.ts";
import type { Watch } from "./watch.ts";
import type { WatchSettings } from "./watcher.ts";

/** The ids of a board, each asked again and again until its end. */
export interface AskedIds {
  /**
   * Asks until every id has ended.
   *
   * @throws the signal's reason when it is aborted; any other error is a bug of ours
   */
  readonly run: (signal: AbortSignal) => Promise<void>;
  /** Another one stands on the board: it is asked as well, or ends at once as the others did. */
  readonly begin: (id: string) => void;
  /** One stands on it no more. */
  readonly stop: (id: string) => void;
  /** When something is asked next may be another time now. */
  readonly reschedule: () => void;
  /** Gives up what is under way and begins again. */
  readonly interrupt: () => void;
}

/** What asking needs from the world. */
interface AskingDeps {
  readonly client: Client;
  readonly clock: Clock;
  /** 0 to 1, as `Math.random`. */
  readonly random: () => number;
}

/**
 * @param store of the board that says what is asked when
 * @param post tells the board what happens to an id
 */
export function createAskedIds(
  store: Pick<BoardStore, "board" | "snapshot">,
  post: (id: string, happening: OwnHappening) => void,
  { stallAfterMs, giveUpAfterMs }: Omit<WatchSettings, "intervalMs">,
  { client, clock, random }: AskingDeps,
): AskedIds {
  const asked = new Map<string, AskedId>();
  /** Begins to ask an id; undefined while nothing runs. */
  let begin: ((id: string) => void) | undefined;
  /** Why no id of this client can be asked any more. */
  let refusal: SignInRefusedError | undefined;

  function watchOf(id: string): Watch {
    const watch = store.board().watches.get(id);
    if (!watch) throw new Error(`not watched: ${id}`);
    return watch;
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
      // While the user has all polling paused no answer can come.
      offlineAt: () => (store.board().isPaused ? Number.POSITIVE_INFINITY : offlineAt(watchOf(id))),
      unanswered: () => post(id, { type: "unanswered" }),
      wish: () => wishOf(watchOf(id), askingOf(id), clock.elapsed()),
      asked: () => post(id, { type: "asked" }),
      answered: (answer: StatusAnswer) => {
        const { intervalMs } = store.snapshot().clients[0];
        post(id, { type: "answered", answer, intervalMs, stallAfterMs });
      },
      failed: (error: ApiError) => failed(id, error),
      askTask: (given: AbortSignal) => askTask(id, taskApi, taskPort, clock, given),
      interrupted: () => post(id, { type: "interrupted" }),
    };
    return keepAsking(id, port, client.sender, clock, signal);
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
    if (isApiError(reason, "sign-in refused")) {
      refusal = reason;
      for (const id of store.board().watches.keys()) failed(id, reason);
    } else {
      stop.signal.throwIfAborted();
    }
  }

  return {
    run,
    begin(id) {
      if (refusal) failed(id, refusal);
      else begin?.(id);
    },
    stop: (id) => asked.get(id)?.stop(),
    reschedule() {
      for (const one of asked.values()) one.wake();
      client.turns.reconsider();
    },
    interrupt() {
      for (const one of asked.values()) one.interrupt();
    },
  };
}
