import type { Clock } from "../../time/clock.ts";
import type { Alarm, Rest } from "./alarm.ts";
import { requestTask } from "./request-task.ts";
import type { Client } from "../../client/client.ts";
import { poll } from "./poll.ts";
import type { PolledId } from "./polled-id.ts";

export type Poller = ReturnType<typeof createPoller>;

/**
 * Polls one id until it has ended, with at most one request in flight. Between requests it holds
 * no more than a rest: there may be a thousand ids.
 */
export function createPoller(polled: PolledId, client: Client, clock: Clock, alarm: Alarm) {
  const { statusAskAt, taskAskAt, offlineAt, hasEnded, post } = polled;
  let state: "polling" | "interrupted" | "stopped" = "polling";
  let rest: Rest | undefined;
  let request: AbortController | undefined;

  const isPolling = () => state === "polling";

  /** Returns earlier if it is interrupted or stopped. */
  async function untilDue(dueAt: () => number): Promise<void> {
    while (isPolling() && clock.elapsed() < dueAt()) {
      if (clock.elapsed() >= offlineAt()) {
        post({ type: "unanswered" });
      } else {
        // It may end early, when another moment is due.
        rest = alarm.until(Math.min(dueAt(), offlineAt()));
        await rest.over;
      }
    }
  }

  async function askOnce(signal: AbortSignal): Promise<void> {
    if (taskAskAt() <= clock.elapsed()) return requestTask(polled, client, clock, signal);
    const untilNext = async () => {
      await untilDue(statusAskAt);
      signal.throwIfAborted();
    };
    return poll(polled, client.sender, untilNext, signal);
  }

  async function run(): Promise<void> {
    while (state !== "stopped" && !hasEnded()) {
      await untilDue(() => Math.min(statusAskAt(), taskAskAt()));
      if (isPolling()) {
        request = new AbortController();
        await askOnce(request.signal).catch((error: unknown) => {
          if (isPolling()) throw error;
        });
        request = undefined;
      }
      if (state === "interrupted") {
        state = "polling";
        post({ type: "interrupted" });
      }
    }
  }

  function leave(next: "interrupted" | "stopped", reason?: unknown): void {
    if (state !== "stopped") state = next;
    rest?.end();
    request?.abort(reason);
  }

  return {
    wake: () => rest?.end(),
    /** Gives up the request in flight and starts over. */
    interrupt: () => leave("interrupted"),
    stop: (reason?: unknown) => leave("stopped", reason),
    /** Settles at its end; rejects with a bug of ours or SignInRefusedError. */
    done: run(),
  };
}
