import type { Clock } from "../../time/clock.ts";

/** A moment by both clocks: one that never jumps, and one for people. */
export interface Moment {
  readonly elapsed: number;
  /** Milliseconds since the Unix epoch. */
  readonly wall: number;
}

export function momentOf(clock: Clock): Moment {
  return { elapsed: clock.elapsed(), wall: clock.now() };
}
