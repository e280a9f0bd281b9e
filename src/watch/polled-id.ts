import type { ApiError } from "../api/errors.ts";
import type { StatusAnswer } from "../api/tenant.ts";
import type { Clock } from "../time/clock.ts";
import type { OwnHappening } from "./board.ts";
import type { BoardStore } from "./board-store.ts";
import type { Client } from "./client.ts";
import { offlineAt } from "./offline.ts";
import { patienceUntil } from "./patience.ts";
import { statusAskAt, taskAskAt, wishOf } from "./schedule.ts";
import type { WatchSettings } from "./watcher.ts";

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

  function asking() {
    const { attended, isPaused } = store.board();
    return { isAttended: id === attended, isPaused };
  }

  return {
    id,
    hasEnded: () => watch().ending !== undefined,
    statusAskAt: () => statusAskAt(watch(), asking()),
    taskAskAt: () => taskAskAt(watch(), asking()),
    /** Until when an answer of its task is of use. */
    taskUntil: () => watch().inquiry?.until ?? Number.POSITIVE_INFINITY,
    patienceUntil: () => patienceUntil(watch(), giveUpAfterMs),
    // While the user has all polling paused no answer can come.
    offlineAt: () => (store.board().isPaused ? Number.POSITIVE_INFINITY : offlineAt(watch())),
    /** What the next request wants of the budget. */
    wish: () => wishOf(watch(), asking(), clock.elapsed()),
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
