import type { Moment } from "../../watch/model/moment.ts";

/** The present as a frame shows it. */
export interface Present extends Moment {
  /** A moment of the present day, by the wall clock: for dates, which only a new frame changes. */
  readonly today: number;
  /** The wall clock less `elapsed`. */
  readonly aheadMs: number;
}

/**
 * The present for one frame, which learns by `isShown` whether anything read the time: only then does
 * it need another frame as time passes.
 */
export function presentAt({ elapsed, wall }: Moment) {
  let isRead = false;
  const read = (ms: number) => {
    isRead = true;
    return ms;
  };
  const now: Present = {
    get elapsed() {
      return read(elapsed);
    },
    get wall() {
      return read(wall);
    },
    today: wall,
    aheadMs: wall - elapsed,
  };
  return { now, isShown: () => isRead };
}
