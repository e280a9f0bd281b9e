import type { ApiError } from "../api/errors.ts";
import type { StatusAnswer } from "../api/tenant.ts";
import type { Clock } from "../time/clock.ts";
import { poll } from "./poll.ts";
import type { Sender } from "./sender.ts";
import type { Wish } from "./turns.ts";

/** What is asked for one id, and what becomes of it. */
export interface AskingPort {
  /** Whether there is nothing more to ask. */
  readonly hasEnded: () => boolean;
  /** When it is to be asked next; `elapsed` milliseconds, infinite for not now. */
  readonly nextAskAt: () => number;
  /** What the request wants of the budget. */
  readonly wish: () => Wish;
  readonly asked: () => void;
  readonly answered: (answer: StatusAnswer) => void;
  readonly failed: (error: ApiError) => void;
  /** A request or a wait was given up by `interrupt`. */
  readonly interrupted: () => void;
}

/** One id being asked, again and again until its end. */
export interface AskedId {
  /** `nextAskAt` has changed. */
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

  async function untilDue(given: AbortSignal): Promise<void> {
    for (let ms = msLeft(); ms > 0; ms = msLeft()) {
      const early = AbortSignal.any([given, changed.signal]);
      // Waking early is what the loop is for.
      // oxlint-disable-next-line no-await-in-loop
      await clock.sleep(ms, early).catch(() => given.throwIfAborted());
    }
  }

  function msLeft(): number {
    return port.nextAskAt() - clock.elapsed();
  }

  async function askOnce(given: AbortSignal): Promise<void> {
    const { wish, asked, failed } = port;
    await untilDue(given);
    const answer = await poll(
      id,
      sender,
      { wish, asked, failed, untilDue: () => untilDue(given) },
      given,
    );
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
