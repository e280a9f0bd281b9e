import type { WatchSettings } from "../model/watch-settings.ts";
import type { ApiError } from "../../api/http/errors.ts";
import type { StatusAnswer } from "../../api/tenant.ts";
import type { Clock } from "../../time/clock.ts";
import type { OwnHappening } from "../board.ts";
import type { BoardStore } from "../board-store.ts";
import type { Client } from "../../client/client.ts";
import { offlineAt } from "../decide/offline.ts";
import { giveUpAt } from "../decide/give-up.ts";
import { kindOf } from "../model/watch.ts";
import { watchOf } from "../model/watches.ts";
import { nextAskAt, requestOf, statusAskAt, taskAskAt } from "../decide/schedule.ts";

export interface PollingDeps {
  readonly store: Pick<BoardStore, "board" | "intervalMs">;
  readonly post: (id: string, happening: OwnHappening) => void;
  readonly settings: Omit<WatchSettings, "intervalMs">;
  readonly client: Client;
  readonly clock: Clock;
  readonly random: () => number;
}

/**
 * One id on the board, for its poller, which does not keep it between requests. Times are `elapsed`
 * milliseconds.
 */
export type PolledId = ReturnType<typeof polledId>;

export function polledId(id: string, { store, post, settings, clock, random }: PollingDeps) {
  const { giveUpAfterMs, stallAfterMs, isAskedOnce } = settings;

  function watch() {
    const found = watchOf(store.board().watches, id);
    if (!found) throw new Error(`not watched: ${id}`);
    return found;
  }

  function conditions() {
    const { focused, isPaused } = store.board();
    return { isFocused: id === focused, isPaused };
  }

  return {
    id,
    kind: () => kindOf(watch()),
    hasEnded: () => watch().ending !== undefined,
    /** Whether an answer was all that is wanted: nothing is due after it, such as its task. */
    isTold: () => isAskedOnce === true && clock.elapsed() < nextAskAt(watch(), conditions()),
    statusAskAt: () => statusAskAt(watch(), conditions()),
    taskAskAt: () => taskAskAt(watch(), conditions()),
    nextAskAt: () => nextAskAt(watch(), conditions()),
    /** Until when an answer of its task is useful. */
    taskUntil: () => watch().verdictCheck?.until ?? Number.POSITIVE_INFINITY,
    giveUpAt: () => giveUpAt(watch(), giveUpAfterMs),
    // During a pause no answer can come.
    offlineAt: () => (store.board().isPaused ? Number.POSITIVE_INFINITY : offlineAt(watch())),
    request: () => requestOf(watch(), conditions(), clock.elapsed()),
    post: (happening: OwnHappening) => post(id, happening),
    answered: (answer: StatusAnswer) => {
      post(id, { type: "answered", answer, intervalMs: store.intervalMs(), stallAfterMs });
    },
    failed: (error: ApiError) => {
      post(id, { type: "failed", error, jitter: random(), giveUpAfterMs, isAskedOnce });
    },
  };
}
