/*
 * The wall clock is cut into slots, the same for all processes of the computer. In each one request
 * may leave. Whatever the processes know of each other, together they send no more than one watcher
 * may alone: 50 in 10 s, and one more where that begins and ends within a slot.
 */

/** The shortest time between two requests of a watcher that has the budget to itself. */
export const slotMs = 200;

/** A request leaves a moment after its claim: claimed late, it would leave in the next slot. */
const claimableMs = slotMs / 2;

/** Whether a slot may be claimed now; milliseconds since the Unix epoch. */
export function isClaimable(now: number): boolean {
  return now - slotStartsAt(slotAt(now)) < claimableMs;
}

/** The number of the slot that `now` is in; milliseconds since the Unix epoch. */
export function slotAt(now: number): number {
  return Math.floor(now / slotMs);
}

export function slotStartsAt(slot: number): number {
  return slot * slotMs;
}

export function slotEndsAt(slot: number): number {
  return slotStartsAt(slot + 1);
}
