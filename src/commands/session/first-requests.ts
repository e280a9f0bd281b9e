import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "../../time/clock.ts";
import type { Snapshot } from "../../watch/model/snapshot.ts";
import type { Watch } from "../../watch/model/watch.ts";
import type { WatchFeed } from "../../watch/feed.ts";
import { until } from "../../watch/until.ts";

/** What a screen waits for while it is opened, each for a moment at most. */
export interface FirstRequests {
  /** Settles when the first has left, or if its connection takes longer. */
  readonly sent: () => Promise<void>;
  /** Settles when there are answers and none is awaited, or if that takes longer. */
  readonly answered: () => Promise<void>;
}

/** No person sees it; by the computer's clock. */
const momentMs = 60;
/** From the bytes of a token to the requests that it is for. */
const turnsOfAnAnswer = 6;

/** @param clock the computer's own */
export function firstRequests(
  feed: Pick<WatchFeed, "snapshot" | "subscribe">,
  clock: Pick<Clock, "sleep">,
  signal: AbortSignal,
): FirstRequests {
  async function forAMoment(isSo: (snapshot: Snapshot) => boolean): Promise<void> {
    const over = new AbortController();
    const either = AbortSignal.any([signal, over.signal]);
    const soon = until(feed, () => isSo(feed.snapshot()), either);
    const later = clock.sleep(momentMs, either);
    await Promise.race([soon, later]).catch(() => undefined);
    over.abort();
    await Promise.allSettled([soon, later]);
  }

  return {
    sent: () => forAMoment(({ clients }) => clients.some(({ budget }) => budget.sent.length > 0)),
    async answered() {
      // What has come while the processor was busy is read first.
      for (let turn = 0; turn < turnsOfAnAnswer; turn += 1) await nextTurn();
      // Before the first one no request is under way either: the token is.
      await forAMoment(
        ({ watches }) =>
          (watches.length === 0 || watches.some(isAnswered)) &&
          watches.every(({ askedAt }) => askedAt === undefined),
      );
    },
  };
}

/** Whether there is something to show of an id: an answer, or why there is none. */
function isAnswered({ lastAnswer, fault, ending }: Watch): boolean {
  return (lastAnswer ?? fault ?? ending) !== undefined;
}
