/*
 * The budget of a client is 50 turns, across all computers. A server that all watchers reach leases
 * each turn to one of them; only the holder uses a turn, and not again before it has rested. The
 * server decides who holds a turn, never whether a request may leave: that costs no time, and goes
 * on as before while the server is away.
 *
 * Any 10 s then hold 50 requests at most, since none of the 50 turns is used twice in them:
 *
 * - By one holder: a turn rests for longer than 10 s between two uses (`restMs`), measured by the
 *   monotonic clock of one process.
 * - By two holders, one after the other: a turn is given back with what is left of its rest, and
 *   the server keeps it for that long (`leftToRestMs`). It counts from when the server gets to
 *   know, which is later than when the turn was last used.
 * - A lease that is not renewed lapses after `leaseMs`, by the server's clock, from when the
 *   server got the renewal. A holder that reaches the server renews long before. One that is cut
 *   off goes on with its turns: until `trustedMs` no other can have them.
 * - What the server forgets (a restart, a failover, FLUSHALL) or believes to be over (its clock was
 *   set forward) could be leased twice. So a member that is new to a generation of its memory, has
 *   come back to it, or sees entries of holders whose leases may have lapsed, takes no turn that it
 *   did not hold before for `settleMs`. Holders come back within that, and take what they hold
 *   first; and what was given back to a memory that is lost has rested by then. A lease counts only
 *   if the memory, and the clock, are still those by which the turn was seen to be free.
 *
 * Three things are not covered. A watcher that is cut off for longer than `trustedMs` while others
 * are not, or for longer than `settleMs` while the server forgets: they take its turns, and it goes
 * on with them. And one that had no turn when the server was lost, as one that has never reached
 * it: it sends a request per rest. And a server whose clock is set forward: it forgets the rests of
 * turns that were given back just before, so one that joins within a rest of that may use these too
 * early. Each time fewer than the 100 of the API leave, since what is used twice was part of 50 before.
 */

export const turnCount = 50;

/** A window of the API's, and how much later than it leaves a request may arrive. */
export const restMs = 10_200;
/** In its first seconds a process is busy with loading, and what it sends may arrive later still. */
export const busyMs = 4000;
export const lateWhileBusyMs = 1500;

/** Of the server's clock, which is in seconds. */
export const leaseMs = 120_000;
/** A watcher that is cut off may hold a turn for that long: less than a lease, by a renewal. */
export const trustedMs = 100_000;
export const renewEveryMs = 4000;
/** A rest, in which each holder tries to come back several times. */
export const settleMs = 11_000;

/** A turn held; `elapsed` milliseconds. */
export interface HeldTurn {
  readonly usedAt: number;
  /** When the request was sent that leased it last, by both clocks: one stops while asleep. */
  readonly renewedAt: Instant;
}

export interface Instant {
  readonly elapsed: number;
  readonly wall: number;
}

export type HeldTurns = ReadonlyMap<number, HeldTurn>;

export function ageMs(instant: Instant, now: Instant): number {
  return Math.max(now.elapsed - instant.elapsed, now.wall - instant.wall);
}

export function leftToRestMs({ usedAt }: Pick<HeldTurn, "usedAt">, elapsed: number): number {
  return Math.max(0, usedAt + restMs - elapsed);
}

/** The turn that has rested longest, with what is left of its rest; undefined without a turn. */
export function nextTurn(turns: HeldTurns, elapsed: number) {
  const [next] = byRest(turns);
  return next && { number: next[0], waitMs: leftToRestMs(next[1], elapsed) };
}

/** The turns to give back so that `target` are left: those that have rested longest. */
export function surplus(turns: HeldTurns, target: number): readonly number[] {
  return byRest(turns)
    .slice(0, Math.max(0, turns.size - target))
    .map(([number]) => number);
}

/** How many were used in the last rest. */
export function usedLately(turns: HeldTurns, elapsed: number): number {
  return [...turns.values()].filter((turn) => leftToRestMs(turn, elapsed) > 0).length;
}

function byRest(turns: HeldTurns) {
  return [...turns].toSorted(([, one], [, other]) => one.usedAt - other.usedAt);
}
