import type { Clock } from "../../time/clock.ts";
import { withDeadline } from "../../time/deadline.ts";
import { unlessAborted } from "../../time/unless-aborted.ts";
import type { Peers, Sharing, SharingListener } from "../sharing/sharing.ts";
import { createLease } from "./lease.ts";
import { type Loss, lossOf } from "./loss.ts";
import { restMs, turnCount } from "./turns.ts";
import type { TurnServer } from "./turn-server.ts";

export interface FleetDeps {
  /** Throws where the server cannot be reached, or refuses. */
  readonly connect: (signal: AbortSignal) => Promise<TurnServer>;
  /** Unique to this process. */
  readonly name: string;
  readonly clock: Clock;
  /** 0 to 1, as `Math.random`. */
  readonly random: () => number;
}

/** How the watchers of one client share its budget on any number of computers. */
export interface FleetSharing extends Sharing {
  /** Settles with the first contact, or with why there was none; it is tried again. */
  readonly opened: Promise<Loss | undefined>;
}

const lookEveryMs = 1000;
/** Between looks that are made since a turn is wanted. */
const wantedLookMs = 250;
const connectMs = 3000;
/** A process that is busy itself reads an answer late. */
const answerMs = 3000;
const retryMs = 1000;
/** Older knowledge is refreshed before a turn is used: the process may have slept. */
const staleMs = 5000;

/**
 * Begins at once to reach the server. While it is away, this process goes on with the turns that it
 * holds, and tries again every second; see `turns.ts` for why that never is too much. `close` ends it.
 */
export function createFleetSharing({ connect, name, clock, random }: FleetDeps): FleetSharing {
  const closing = new AbortController();
  const first = Promise.withResolvers<Loss | undefined>();
  const lease = createLease(name, clock, random);
  const listeners = new Set<SharingListener>();
  let state: "opening" | "reached" | "lost" = "opening";
  let server: TurnServer | undefined;
  let watching: ((peers: Peers) => void) | undefined;
  let wakeUp = new AbortController();
  let isAwake = false;
  /** Why the server is away; undefined while it is not. */
  let known: Loss | undefined;
  let lastStrayAt = Number.NEGATIVE_INFINITY;
  /** `elapsed` milliseconds; the server may not know of it yet. */
  let heldUntil = 0;
  let unsentHold: "hold" | "end" | undefined;

  function wake(): void {
    isAwake = true;
    wakeUp.abort();
  }

  async function keep(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        server = await withDeadline(clock, connectMs, closing.signal, connect);
        lease.reconnected();
        for (;;) await lookThenRest(server);
      } catch (error) {
        server?.close();
        server = undefined;
        if (!closing.signal.aborted) lost(lossOf(error));
      }
      await clock.sleep(retryMs + random() * retryMs * 0.5, closing.signal).catch(() => undefined);
    }
  }

  async function lookThenRest(reached: TurnServer): Promise<void> {
    const before = lease.held();
    await withDeadline(clock, answerMs, closing.signal, (signal) =>
      unlessAborted(look(reached, signal), signal),
    );
    const isBack = state === "lost";
    const isNews = state !== "reached" || lease.held() > before;
    state = "reached";
    first.resolve(undefined);
    known = undefined;
    if (isBack) for (const { back } of listeners) back();
    if (isNews) for (const { freed } of listeners) freed();
    watching?.({ watchers: lease.watchers(), waitMs: 0 });
    if (isAwake) {
      isAwake = false;
      await clock.sleep(wantedLookMs, closing.signal);
    } else {
      wakeUp = new AbortController();
      const either = AbortSignal.any([wakeUp.signal, closing.signal]);
      await clock.sleep(lookEveryMs, either).catch(() => undefined);
      isAwake = false;
    }
    closing.signal.throwIfAborted();
  }

  async function look(reached: TurnServer, signal: AbortSignal): Promise<void> {
    const heldMs = await lease.look(reached, watching !== undefined, signal);
    if (unsentHold === "hold") await reached.hold(Math.max(1, heldUntil - clock.elapsed()));
    if (unsentHold === "end") await reached.endHold();
    if (unsentHold === undefined) heldFor(heldMs);
    unsentHold = undefined;
  }

  function heldFor(waitMs: number): void {
    const until = clock.elapsed() + waitMs;
    if (waitMs <= 0 || until <= heldUntil + lookEveryMs) return;
    heldUntil = until;
    for (const { held } of listeners) held(waitMs);
  }

  function lost(loss: Loss): void {
    first.resolve(loss);
    // A server that comes back by steps fails in several ways: one is news, and what has to be mended.
    if (known && (known.isRefusal || !loss.isRefusal)) return;
    known = loss;
    state = "lost";
    for (const { lost, freed } of listeners) {
      lost(loss, Math.max(1, lease.held()));
      freed();
    }
  }

  /** For a process that holds no turn, and cannot get one. */
  function strayWaitMs(now: number): number {
    const everyMs = restMs * Math.max(1, lease.members() / turnCount);
    const waitMs = lastStrayAt + everyMs - now;
    if (waitMs <= 0) lastStrayAt = now;
    return Math.max(0, waitMs);
  }

  function claim(): number {
    const now = clock.elapsed();
    if (state === "opening" || (state === "reached" && lease.isStale(staleMs))) return wantedLookMs;
    const waitMs = lease.use();
    if (waitMs === 0) return 0;
    if (state === "lost") return waitMs ?? strayWaitMs(now);
    if (!lease.wantsMore()) return waitMs ?? wantedLookMs;
    if (!isAwake) wake();
    return Math.min(waitMs ?? wantedLookMs, wantedLookMs);
  }

  const running = keep();
  return {
    opened: first.promise,
    claim,
    // What is known comes with the first look.
    peers: () => ({ watchers: 1, waitMs: 0 }),
    watch(listener) {
      watching = listener;
      wake();
      return () => {
        watching = undefined;
        wake();
      };
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    hold(waitMs) {
      const until = clock.elapsed() + waitMs;
      if (until <= heldUntil) return;
      heldUntil = until;
      unsentHold = "hold";
      wake();
    },
    endHold() {
      heldUntil = 0;
      unsentHold = "end";
      wake();
    },
    problem: () => undefined,
    close() {
      if (closing.signal.aborted) return;
      server?.leave(lease.leftOver());
      closing.abort(new Error("the client is closed"));
      void running;
    },
  };
}
