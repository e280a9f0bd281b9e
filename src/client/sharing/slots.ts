/*
 * Time is cut into slots, the same for all processes of the computer, since it is the wall clock's.
 * In each slot one request may leave, whoever sends it. However processes come and go and whatever
 * they believe of each other, no more leave together than one watcher alone may send: 50 in 10 s,
 * and one more where that begins and ends within a slot.
 */

/** The shortest time between two requests of one watcher that has the budget to itself. */
export const slotMs = 200;

/**
 * How much of a slot is for claiming it: what is claimed takes a moment to leave, and at the end of
 * a slot it would leave in the next one, beside that one's own.
 */
const claimableMs = slotMs / 2;

/** Whether a slot may be claimed now; milliseconds since the Unix epoch. */
export function isClaimable(now: number): boolean {
  return now - slotStartsAt(slotAt(now)) < claimableMs;
}

/** The number of the slot that `now` is in; milliseconds since the Unix epoch. */
export function slotAt(now: number): number {
  return Math.floor(now / slotMs);
}

/** When a slot begins; milliseconds since the Unix epoch. */
export function slotStartsAt(slot: number): number {
  return slot * slotMs;
}

/** When a slot is over: the first moment of the next one. */
export function slotEndsAt(slot: number): number {
  return slotStartsAt(slot + 1);
}
