import { awakeClock } from "../../src/time/awake-clock.ts";
import { type Clock, fasterClock, systemClock } from "../../src/time/clock.ts";

/** One for all: it moves on only while somebody sleeps on it, be it for another tenant. */
const awake = awakeClock(systemClock);

/** A clock that runs `speed` times as fast while this computer is not too busy to keep up. */
export function fastClock(speed: number): Clock {
  return fasterClock(awake, speed);
}
