import type { Alarm, Rest } from "./alarm.ts";
import { requestTask } from "./request-task.ts";
import { poll } from "./poll.ts";
import { polledId, type PolledId, type PollingDeps } from "./polled-id.ts";

/** One id that is polled. Between requests it holds a rest and no more: there may be a thousand. */
export interface Polling {
  readonly id: string;
  state: "polling" | "interrupted" | "stopped";
  rest?: Rest | undefined;
  request?: AbortController | undefined;
}

/** Polls ids, each until it has ended, with at most one request in flight. */
export function createPoller(deps: PollingDeps, alarm: Alarm) {
  const { client, clock } = deps;
  const polledOf = ({ id }: Polling) => polledId(id, deps);

  /** Until that time, or until it may be offline; undefined if it is due. */
  function restOf(one: Polling, { offlineAt, post }: PolledId, dueAt: () => number) {
    while (clock.elapsed() < dueAt()) {
      if (clock.elapsed() < offlineAt()) {
        return (one.rest = alarm.until(Math.min(dueAt(), offlineAt())));
      }
      post({ type: "unanswered" });
    }
    return undefined;
  }

  async function ask(one: Polling): Promise<void> {
    const polled = polledOf(one);
    const { statusAskAt, taskAskAt } = polled;
    const { signal } = (one.request = new AbortController());
    const untilDue = async () => {
      // A rest may end early, when another moment is due.
      for (let rest = restOf(one, polled, statusAskAt); rest;) {
        await rest.over;
        signal.throwIfAborted();
        rest = restOf(one, polled, statusAskAt);
      }
    };
    try {
      if (taskAskAt() <= clock.elapsed()) await requestTask(polled, client, clock, signal);
      else await poll(polled, client.sender, untilDue, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    one.request = undefined;
  }

  function leave(one: Polling, reason?: unknown): void {
    if (one.rest) alarm.end(one.rest);
    one.request?.abort(reason);
  }

  return {
    /** Returns at its end; throws a bug of ours or SignInRefusedError. */
    async run(one: Polling): Promise<void> {
      while (one.state !== "stopped" && !polledOf(one).hasEnded()) {
        if (one.state === "interrupted") {
          one.state = "polling";
          polledOf(one).post({ type: "interrupted" });
        }
        const polled = polledOf(one);
        const rest = restOf(one, polled, polled.nextAskAt);
        if (rest) await rest.over;
        else await ask(one);
      }
    },
    /** It may be due at another time now. */
    wake(one: Polling) {
      if (one.rest) alarm.end(one.rest);
    },
    /** Gives up the request in flight and starts over. */
    interrupt(one: Polling) {
      one.state = "interrupted";
      leave(one);
    },
    stop(one: Polling, reason?: unknown) {
      one.state = "stopped";
      leave(one, reason);
    },
  };
}
