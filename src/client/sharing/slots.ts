/*
 * The wall clock is cut into slots, the same for all processes of the computer. A request takes the
 * earliest free slot from the present one on, as long as 50 slots at most are taken: those of the
 * last 10 s and those beyond. So a burst borrows of the coming slots as many as went unused.
 *
 * Any 10 s then hold 51 requests at most. Of their slots, the one that was claimed last was one of
 * 50 at most. Those that no longer counted then are 50 slots older or more; a request leaves in its
 * slot or before it, so of these only the one that is in the slot where the 10 s begin can have
 * left within them.
 */

/** The shortest time between two requests of a watcher that has the budget to itself. */
export const slotMs = 200;

const perWindow = 50;

/** A request leaves a moment after its claim: claimed late, it would leave in the next slot. */
const leavingMs = slotMs / 2;

/** The number of the slot that `now` is in; milliseconds since the Unix epoch. */
export function slotAt(now: number): number {
  return Math.floor(now / slotMs);
}

/** Whether a slot counts: not 10 s old, nor from before the wall clock was set back. */
export function isSlotMeant(slot: number, now: number): boolean {
  const ahead = slot - slotAt(now);
  return ahead > -perWindow && ahead <= perWindow;
}

/**
 * The slot to claim for a request that leaves `now`, or the moment to look again; `taken` are the
 * slots that count, in any order.
 */
export function claimable(
  taken: readonly number[],
  now: number,
): { readonly slot: number } | { readonly againAt: number } {
  if (taken.length >= perWindow) return { againAt: freeAt(taken) };
  let slot = slotAt(now + leavingMs);
  while (taken.includes(slot)) slot += 1;
  return { slot };
}

export function isOverdrawn(taken: readonly number[]): boolean {
  return taken.length > perWindow;
}

/** When enough slots are 10 s old that another may be taken. */
function freeAt(taken: readonly number[]): number {
  const newestFirst = taken.toSorted((one, other) => other - one);
  return ((newestFirst[perWindow - 1] ?? 0) + perWindow) * slotMs;
}
