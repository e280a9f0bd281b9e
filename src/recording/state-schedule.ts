/** The part of the limit after which all that is known is written again. */
const statesPerLimit = 4;
/** A limit holds this many times what is known of all ids, so that most of it is what happened. */
const leastStatesPerLimit = 8;

/**
 * When a recording says all that is known, so that what stands before can be cut off. All sizes are
 * bytes.
 */
export interface StateSchedule {
  /** True once each time that it is due; `queued` is how much has been recorded by now. */
  readonly isDue: (queued: number) => boolean;
  /** What follows `isDue` at once is the state. */
  readonly said: (queued: number) => void;
  readonly demand: () => void;
  /** The limit, or more if it would hold little but the states of many ids. */
  readonly limit: () => number;
}

export function createStateSchedule(limit: number): StateSchedule {
  let saidAt = 0;
  let isSaying = false;
  let stateBytes = 0;
  let isDemanded = false;
  const allowed = () => Math.max(limit, leastStatesPerLimit * stateBytes);

  return {
    limit: allowed,
    demand() {
      isDemanded = true;
    },
    isDue(queued) {
      const isDue = isDemanded || queued - saidAt >= allowed() / statesPerLimit;
      if (!isDue) return false;
      isDemanded = false;
      isSaying = true;
      saidAt = queued;
      return true;
    },
    said(queued) {
      if (isSaying) stateBytes = queued - saidAt;
      isSaying = false;
    },
  };
}
