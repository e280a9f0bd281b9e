import { turnCount } from "./turns.ts";

/** How long one has what is left over when the turns are divided. */
const roundMs = 60_000;

/**
 * How many turns are due to the member at `place` of `members` in the same order everywhere. What
 * the division leaves over goes round, by the server's clock: with 50 turns, 30 members have 1 or 2,
 * and of 100 members each has one half of the time.
 */
export function fairTurns(place: number, members: number, serverNow: number): number {
  const over = turnCount % members;
  const first = (Math.floor(serverNow / roundMs) * over) % members;
  const isLucky = (place - first + members) % members < over;
  return Math.floor(turnCount / members) + Number(isLucky);
}
