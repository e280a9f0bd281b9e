import type { ApiError } from "../api/errors.ts";
import type { StatusAnswer } from "../api/tenant.ts";
import type { Clock } from "../time/clock.ts";
import { poll } from "./poll.ts";
import type { Sender } from "./sender.ts";
import type { Wish } from "./next-turn.ts";

/** What is asked for one id, its status or its task, and what becomes of it. */
export interface AskingPort {
  /** Whether there is nothing more to ask. */
  readonly hasEnded: () => boolean;
  /** When its status is to be asked next; `elapsed` milliseconds, infinite for not now. */
  readonly statusAskAt: () => number;
  /** When its task is, likewise. */
  readonly taskAskAt: () => number;
  /** Until when it bears faults; `elapsed` milliseconds. */
  readonly patienceUntil: () => number;
  /** When it counts as offline if no answer comes before; `elapsed` milliseconds. */
  readonly offlineAt: () => number;
  /** That time has come. */
  readonly unanswered: () => void;
  /** What the request wants of the budget. */
  readonly wish: () => Wish;
  readonly asked: () => void;
  readonly answered: (answer: StatusAnswer) => void;
  readonly failed: (error: ApiError) => void;
  /** Asks its task, once; see `askTask`. */
  readonly askTask: (signal: AbortSignal) => Promise<void>;
  /** A request or a wait was given up by `interrupt`. */
  readonly interrupted: () => void;
}

/** One id being asked, again and again until its end. */
export interface AskedId {
  /** It may be asked at another time. */
  wake(): void;
  /** Gives up what is under way and begins again. */
  interrupt(): void;
  /** Ends it. */
  stop(): void;
  /** Settles when it has ended or was stopped; rejects with a bug of ours or SignInRefusedError. */
  readonly done: Promise<void>;
}

/**
 * Asks for one id until it has ended. It has at most one request in flight.
 *
 * @param signal ends it, as `stop` does
 */
export function keepAsking(
  id: string,
  port: AskingPort,
  sender: Sender,
  clock: Clock,
  signal: AbortSignal,
): AskedId {
  const stopped = new AbortController();
  const either = AbortSignal.any([signal, stopped.signal]);
  let interruption = new AbortController();
  let changed = new AbortController();

  function msUntil(at: number): number {
    return at - clock.elapsed();
  }

  async function untilDue(dueAt: () => number, given: AbortSignal): Promise<void> {
    while (msUntil(dueAt()) > 0) {
      if (msUntil(port.offlineAt()) <= 0) {
        port.unanswered();
        continue;
      }
      const ms = msUntil(Math.min(dueAt(), port.offlineAt()));
      const early = AbortSignal.any([given, changed.signal]);
      // Waking early is what the loop is for.
      // oxlint-disable-next-line no-await-in-loop
      await clock.sleep(ms, early).catch(() => given.throwIfAborted());
    }
  }

  async function askOnce(given: AbortSignal): Promise<void> {
    const { statusAskAt, taskAskAt } = port;
    await untilDue(() => Math.min(statusAskAt(), taskAskAt()), given);
    if (taskAskAt() <= clock.elapsed()) return port.askTask(given);
    const untilStatusDue = () => untilDue(statusAskAt, given);
    const answer = await poll(id, sender, { ...port, untilDue: untilStatusDue }, given);
    if (answer) port.answered(answer);
  }

  async function ask(): Promise<void> {
    while (!port.hasEnded()) {
      const given = AbortSignal.any([either, interruption.signal]);
      // One after the other is the point.
      // oxlint-disable-next-line no-await-in-loop
      await askOnce(given).catch((error: unknown) => {
        either.throwIfAborted();
        if (!given.aborted) throw error;
        port.interrupted();
      });
    }
  }

  const done = ask().catch((error: unknown) => {
    if (!either.aborted) throw error;
  });
  return {
    wake() {
      changed.abort();
      changed = new AbortController();
    },
    interrupt() {
      interruption.abort();
      interruption = new AbortController();
    },
    stop: () => stopped.abort(),
    done,
  };
}
