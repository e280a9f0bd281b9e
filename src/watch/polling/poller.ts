import type { Clock } from "../../time/clock.ts";
import { requestTask } from "./request-task.ts";
import type { Client } from "../../client/client.ts";
import { poll } from "./poll.ts";
import type { PolledId } from "./polled-id.ts";

export type Poller = ReturnType<typeof createPoller>;

/** Polls one id until it has ended, with at most one request in flight. */
export function createPoller(polled: PolledId, client: Client, clock: Clock, signal: AbortSignal) {
  const { statusAskAt, taskAskAt, offlineAt, hasEnded, post } = polled;
  const stopped = new AbortController();
  const either = AbortSignal.any([signal, stopped.signal]);
  let interruption = new AbortController();
  let changed = new AbortController();

  async function untilDue(dueAt: () => number, given: AbortSignal): Promise<void> {
    for (let now = clock.elapsed(); now < dueAt(); now = clock.elapsed()) {
      if (now >= offlineAt()) {
        post({ type: "unanswered" });
        continue;
      }
      const early = AbortSignal.any([given, changed.signal]);
      const ms = Math.min(dueAt(), offlineAt()) - now;
      // The loop is there to wake early.
      await clock.sleep(ms, early).catch(() => given.throwIfAborted());
    }
  }

  async function askOnce(given: AbortSignal): Promise<void> {
    await untilDue(() => Math.min(statusAskAt(), taskAskAt()), given);
    if (taskAskAt() <= clock.elapsed()) return requestTask(polled, client, clock, given);
    return poll(polled, client.sender, () => untilDue(statusAskAt, given), given);
  }

  async function run(): Promise<void> {
    while (!hasEnded()) {
      const given = AbortSignal.any([either, interruption.signal]);
      await askOnce(given).catch((error: unknown) => {
        either.throwIfAborted();
        if (!given.aborted) throw error;
        post({ type: "interrupted" });
      });
    }
  }

  return {
    wake() {
      changed.abort();
      changed = new AbortController();
    },
    /** Gives up the request in flight and starts over. */
    interrupt() {
      interruption.abort();
      interruption = new AbortController();
    },
    stop: () => stopped.abort(),
    /** Settles at its end; rejects with a bug of ours or SignInRefusedError. */
    done: run().catch((error: unknown) => {
      if (!either.aborted) throw error;
    }),
  };
}
