import { createAlarm, type Sleeper } from "./alarm.ts";
import { requestTask } from "./request-task.ts";
import { poll } from "./poll.ts";
import { polledId, type PolledId, type PollingDeps } from "./polled-id.ts";

/** One id that is polled. There may be a thousand: between requests nothing else is kept of it. */
export interface Polling extends Sleeper {
  readonly id: string;
  state: "polling" | "interrupted" | "stopped";
  request: AbortController | undefined;
  /** Goes on with the request, which waits before it is sent again. */
  resume: (() => void) | undefined;
}

export function newPolling(id: string): Polling {
  return { id, state: "polling", wakeAt: 0, request: undefined, resume: undefined };
}

export interface PollerListener {
  readonly ended: (one: Polling) => void;
  /** With a bug of ours or SignInRefusedError. */
  readonly failed: (error: unknown) => void;
}

/** Polls ids, each until it has ended, with at most one request in flight. */
export function createPoller(deps: PollingDeps, { ended, failed }: PollerListener) {
  const { client, clock } = deps;
  const alarm = createAlarm<Polling>(clock, (one) => {
    if (one.resume) one.resume();
    else void goOn(one);
  });

  /** Sets the alarm for that time, or for when the id may be offline; false if it is due. */
  function rests(one: Polling, { offlineAt, post }: PolledId, dueAt: () => number): boolean {
    while (clock.elapsed() < dueAt()) {
      if (clock.elapsed() < offlineAt()) {
        alarm.set(one, Math.min(dueAt(), offlineAt()));
        return true;
      }
      post({ type: "unanswered" });
    }
    return false;
  }

  /** Returns whether it was answered, if only by a refusal. */
  async function ask(one: Polling, polled: PolledId): Promise<boolean> {
    const { statusAskAt, taskAskAt } = polled;
    const { signal } = (one.request = new AbortController());
    const untilDue = async () => {
      while (rests(one, polled, statusAskAt)) {
        // It may be woken early, when another moment is due.
        await new Promise<void>((resolve) => (one.resume = resolve));
        one.resume = undefined;
        signal.throwIfAborted();
      }
    };
    let isAnswered = true;
    try {
      if (taskAskAt() <= clock.elapsed()) {
        isAnswered = await requestTask(polled, client, clock, signal);
      } else {
        await poll(polled, client.sender, untilDue, signal);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
      isAnswered = false;
    }
    one.request = undefined;
    return isAnswered;
  }

  /** Until the id rests or has ended. */
  async function goOn(one: Polling): Promise<void> {
    const polled = polledId(one.id, deps);
    try {
      while (one.state !== "stopped" && !polled.hasEnded()) {
        if (one.state === "interrupted") {
          one.state = "polling";
          polled.post({ type: "interrupted" });
        }
        if (rests(one, polled, polled.nextAskAt)) return;
        if ((await ask(one, polled)) && one.state === "polling" && polled.isTold()) break;
      }
    } catch (error) {
      failed(error);
    }
    ended(one);
  }

  function leave(one: Polling, state: Polling["state"], reason?: unknown): void {
    one.state = state;
    one.request?.abort(reason);
    alarm.wake(one);
  }

  return {
    begin: (one: Polling) => void goOn(one),
    /** It may be due at another time now. */
    wake: alarm.wake,
    /** Gives up the request in flight and starts over. */
    interrupt(one: Polling) {
      if (one.state !== "stopped") leave(one, "interrupted");
    },
    stop: (one: Polling, reason?: unknown) => leave(one, "stopped", reason),
  };
}
