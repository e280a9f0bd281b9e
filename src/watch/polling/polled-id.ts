import type { ApiError } from "../../api/http/errors.ts";
import type { StatusAnswer } from "../../api/tenant.ts";
import type { Clock } from "../../time/clock.ts";
import type { OwnHappening } from "../board.ts";
import type { BoardStore } from "../board-store.ts";
import type { Client } from "../../client/client.ts";
import { offlineAt } from "../decide/offline.ts";
import { giveUpAt } from "../decide/give-up.ts";
import { statusAskAt, taskAskAt, requestOf } from "../decide/schedule.ts";
import type { WatchSettings } from "../watcher.ts";

/** What polling needs. */
export interface PollingDeps {
  /** The board that says what is asked when. */
  readonly store: Pick<BoardStore, "board" | "snapshot">;
  /** Tells the board what happens to an id. */
  readonly post: (id: string, happening: OwnHappening) => void;
  readonly settings: Omit<WatchSettings, "intervalMs">;
  readonly client: Client;
  readonly clock: Clock;
  /** 0 to 1, as `Math.random`. */
  readonly random: () => number;
}

/** One id on the board, as its poller reads and changes it. Times are `elapsed` milliseconds. */
export type PolledId = ReturnType<typeof polledId>;

export function polledId(id: string, { store, post, settings, clock, random }: PollingDeps) {
  const { giveUpAfterMs, stallAfterMs } = settings;

  function watch() {
    const found = store.board().watches.get(id);
    if (!found) throw new Error(`not watched: ${id}`);
    return found;
  }

  function conditions() {
    const { focused, isPaused } = store.board();
    return { isFocused: id === focused, isPaused };
  }

  return {
    id,
    hasEnded: () => watch().ending !== undefined,
    statusAskAt: () => statusAskAt(watch(), conditions()),
    taskAskAt: () => taskAskAt(watch(), conditions()),
    /** Until when an answer of its task is of use. */
    taskUntil: () => watch().verdictCheck?.until ?? Number.POSITIVE_INFINITY,
    giveUpAt: () => giveUpAt(watch(), giveUpAfterMs),
    // While the user has all polling paused no answer can come.
    offlineAt: () => (store.board().isPaused ? Number.POSITIVE_INFINITY : offlineAt(watch())),
    /** What the next request wants of the budget. */
    request: () => requestOf(watch(), conditions(), clock.elapsed()),
    post: (happening: OwnHappening) => post(id, happening),
    answered: (answer: StatusAnswer) => {
      const { intervalMs } = store.snapshot().clients[0];
      post(id, { type: "answered", answer, intervalMs, stallAfterMs });
    },
    failed: (error: ApiError) => {
      post(id, { type: "failed", error, jitter: random(), giveUpAfterMs });
    },
  };
}
