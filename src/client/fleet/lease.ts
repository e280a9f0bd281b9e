import type { Clock } from "../../time/clock.ts";
import { fairTurns } from "./fair-turns.ts";
import type { Seen, TurnServer } from "./turn-server.ts";
import {
  ageMs,
  busyMs,
  type HeldTurn,
  type Instant,
  lateWhileBusyMs,
  leftToRestMs,
  nextTurn,
  renewEveryMs,
  restMs,
  settleMs,
  surplus,
  trustedMs,
  usedLately,
} from "./turns.ts";

/** The turns that one process holds, and what it knows of the others. */
export interface Lease {
  /** Tells the server of this process and learns of the others; returns how long all wait. */
  look(server: TurnServer, isWatching: boolean, signal: AbortSignal): Promise<number>;
  held(): number;
  /** The next look is the first of a connection. */
  reconnected(): void;
  /** Uses a turn now and returns 0, else the milliseconds until one has rested. */
  use(): number | undefined;
  /** Whether another turn is due to this process, and there was need of one lately. */
  wantsMore(): boolean;
  /** Whether the last look was made longer ago, by either clock. */
  isStale(afterMs: number): boolean;
  watchers(): number;
  /** Of the client: watchers, and processes that look something up. */
  members(): number;
  /** All turns, each with what is left of its rest. */
  leftOver(): ReadonlyMap<number, number>;
}

/** Turns beyond those in use, for a burst; the others stay free for newcomers. */
const spareTurns = 10;
/** The time of a look as the server knows it may be off by that. */
const clockJumpMs = 2000;

export function createLease(name: string, clock: Clock, random: () => number): Lease {
  const turns = new Map<number, HeldTurn>();
  const began = clock.elapsed();
  let isFirstLook = true;
  let generation: string | undefined;
  /** The last look's, for the server's clock now. */
  let lookedAt: Instant = { elapsed: Number.NEGATIVE_INFINITY, wall: Number.NEGATIVE_INFINITY };
  let serverAheadMs: number | undefined;
  let watchers = 1;
  let members = 1;
  let fair = 0;
  /** `elapsed` milliseconds. */
  let settledAt = 0;
  let wantedAt = Number.NEGATIVE_INFINITY;

  function now(): Instant {
    return { elapsed: clock.elapsed(), wall: clock.now() };
  }

  function target(): number {
    const { elapsed } = now();
    if (elapsed - wantedAt <= restMs) return fair;
    return Math.min(fair, usedLately(turns, elapsed) + spareTurns);
  }

  function isLapsed(turn: HeldTurn): boolean {
    return ageMs(turn.renewedAt, now()) > trustedMs;
  }

  function renewed(numbers: readonly number[], at: Instant): void {
    for (const number of numbers) {
      const { usedAt = Number.NEGATIVE_INFINITY } = turns.get(number) ?? {};
      turns.set(number, { usedAt, renewedAt: at });
    }
  }

  function settleFor(ms: number): void {
    settledAt = Math.max(settledAt, clock.elapsed() + ms);
  }

  async function look(server: TurnServer, isWatching: boolean, signal: AbortSignal) {
    const at = now();
    const isFirst = isFirstLook;
    const due = [...turns].filter(
      ([, turn]) => !isLapsed(turn) && ageMs(turn.renewedAt, at) >= renewEveryMs,
    );
    const renew = isFirst ? [] : due.map(([number]) => number);
    const wantsFree = isSettled() && turns.size < (isFirst ? 1 : target());
    const forgetAfterMs = isSettled() && !isFirst ? trustedMs : undefined;
    const seen = await server.look({ isWatching, renew, wantsFree, forgetAfterMs });
    signal.throwIfAborted();
    renewed(renew, at);
    const isNew = seen.generation !== generation;
    const hasJumped = isFirst ? false : isElsewhere(seen.serverNow, at.elapsed);
    if (isFirst || isNew || hasJumped) await takeUp(server, seen, isNew, at, signal);
    countMembers(seen);
    isFirstLook = false;
    generation = seen.generation;
    serverAheadMs = seen.serverNow - at.elapsed;
    lookedAt = at;
    if (isSettled()) await giveBack(server);
    await takeMore(server, seen, at, signal);
    return seen.heldMs;
  }

  function isElsewhere(serverNow: number, elapsed: number): boolean {
    return Math.abs(serverNow - elapsed - (serverAheadMs ?? serverNow - elapsed)) > clockJumpMs;
  }

  function isSettled(): boolean {
    return clock.elapsed() >= settledAt;
  }

  /** Until all have had time to come back, those are counted that were there. */
  function countMembers({ members: all, serverNow }: Seen): void {
    const there = all.filter(({ silentMs }) => Math.abs(silentMs) <= trustedMs);
    const names = there.map((one) => one.name).toSorted();
    const watching = there.filter((one) => one.isWatching).length;
    members = Math.max(isSettled() ? 1 : members, names.length);
    watchers = Math.max(isSettled() ? 1 : watchers, watching);
    fair = fairTurns(Math.max(0, names.indexOf(name)), members, serverNow);
  }

  /** What was held before the server was out of sight, or may have forgotten. */
  async function takeUp(
    server: TurnServer,
    seen: Seen,
    isNew: boolean,
    at: Instant,
    signal: AbortSignal,
  ): Promise<void> {
    const wasThere = generation !== undefined;
    const isYoung = seen.generationAgeMs < settleMs;
    if (wasThere) settleFor(settleMs);
    else if (isYoung) settleFor(settleMs - seen.generationAgeMs);
    if (seen.members.some(({ silentMs }) => silentMs > trustedMs)) settleFor(settleMs);
    // While a generation is young, no other member has taken what is held here.
    const certain = [...turns].filter(([, turn]) => !isLapsed(turn) && (!isNew || isYoung));
    const ours = certain.map(([number]) => number);
    const others = [...turns.keys()].filter((number) => !ours.includes(number));
    if (ours.length > 0) await server.renew(ours);
    signal.throwIfAborted();
    renewed(ours, at);
    if (others.length === 0) return;
    const taken = await take(server, others, seen, at, signal);
    for (const number of others) if (!taken.includes(number)) turns.delete(number);
    renewed(taken, at);
  }

  async function giveBack(server: TurnServer): Promise<void> {
    const left = restOf(surplus(turns, target()));
    // What is not due goes at once; the rest is only not needed.
    const undue = turns.size - fair;
    const given = new Map([...left].filter(([, restMs], index) => index < undue || restMs === 0));
    if (given.size === 0) return;
    for (const number of given.keys()) turns.delete(number);
    await server.release(given);
  }

  async function takeMore(server: TurnServer, seen: Seen, lookAt: Instant, signal: AbortSignal) {
    const at = now();
    const missing = target() - turns.size;
    if (!isSettled() || missing <= 0) return;
    const untaken = seen.free.filter((number) => !turns.has(number));
    const wanted = shuffled(untaken).slice(0, missing);
    if (wanted.length === 0) return;
    renewed(await take(server, wanted, seen, lookAt, signal), at);
  }

  /**
   * None, where the server has lost its memory since the look, or its clock was set: it leases what
   * others hold then. They come back for it, or it lapses.
   */
  async function take(
    server: TurnServer,
    numbers: readonly number[],
    seen: Seen,
    lookAt: Instant,
    signal: AbortSignal,
  ): Promise<readonly number[]> {
    const { elapsed } = now();
    const taken = await server.take(numbers);
    signal.throwIfAborted();
    const isSameMemory = taken.generation === seen.generation;
    const jumpMs = taken.serverNow - elapsed - (seen.serverNow - lookAt.elapsed);
    return isSameMemory && Math.abs(jumpMs) <= clockJumpMs ? taken.turns : [];
  }

  function shuffled(numbers: readonly number[]): readonly number[] {
    return numbers
      .map((number) => ({ number, order: random() }))
      .toSorted((one, other) => one.order - other.order)
      .map(({ number }) => number);
  }

  function restOf(numbers: Iterable<number>): ReadonlyMap<number, number> {
    const { elapsed } = now();
    return new Map(
      [...numbers].map((number) => {
        const { usedAt = Number.NEGATIVE_INFINITY } = turns.get(number) ?? {};
        return [number, leftToRestMs({ usedAt }, elapsed)];
      }),
    );
  }

  return {
    look,
    held: () => turns.size,
    reconnected: () => void (isFirstLook = true),
    use() {
      const { elapsed } = now();
      const next = nextTurn(turns, elapsed);
      if (next?.waitMs === 0) {
        const turn = turns.get(next.number);
        const usedAt = elapsed - began < busyMs ? elapsed + lateWhileBusyMs : elapsed;
        if (turn) turns.set(next.number, { ...turn, usedAt });
        return 0;
      }
      wantedAt = elapsed;
      return next?.waitMs;
    },
    wantsMore: () => isSettled() && turns.size < target(),
    isStale: (afterMs) => ageMs(lookedAt, now()) > afterMs,
    watchers: () => watchers,
    members: () => members,
    leftOver: () => restOf(turns.keys()),
  };
}
