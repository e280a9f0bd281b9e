import type { Clock } from "../time/clock.ts";
import type { Moment } from "../watch/moment.ts";

/** The time of a recording, passing as fast as it is played. */
export interface PlayClock extends Clock {
  /**
   * Waits until it is as late as that. Until then nobody sees a later time, however long whoever
   * called takes to call again: what happens next is seen before anything later is.
   */
  readonly until: (moment: Moment, signal: AbortSignal) => Promise<void>;
  /** Makes it as late as that at once, or once it is not paused any more. */
  readonly skipTo: (moment: Moment, signal: AbortSignal) => Promise<void>;
  readonly isPaused: () => boolean;
  pause(isPaused: boolean): void;
  readonly speed: () => number;
  setSpeed(speed: number): void;
  /** Forgets the time that has passed since somebody looked: the process stood still. */
  resync(): void;
}

/** So often whoever waits for anything else has a turn, however much there is to play. */
const longestTurnMs = 8;
/** Shorter waits are rounded away by large numbers, and would never be over. */
const shortestSleepMs = 0.001;

/**
 * @param base the computer's own clock
 * @param first where the recording begins; the clock stands there until somebody waits
 * @param firstSpeed how many of the recording's milliseconds pass in one of `base`'s
 */
export function createPlayClock(base: Clock, first: Moment, firstSpeed: number): PlayClock {
  let speed = firstSpeed;
  let isPaused = false;
  /** What was reached, and what the wall clock is ahead of `elapsed` since. */
  let limit = first.elapsed;
  let aheadMs = first.wall - first.elapsed;
  /** A moment of the recording, and when it was here. */
  let anchor = { at: first.elapsed, base: base.elapsed() };
  let seen = first.elapsed;
  let changed = new AbortController();
  let turnSince = base.elapsed();

  function elapsed(): number {
    const passed = isPaused ? 0 : (base.elapsed() - anchor.base) * speed;
    seen = Math.max(seen, Math.min(limit, anchor.at + passed));
    return seen;
  }

  function anchorAt(at: number): void {
    anchor = { at, base: base.elapsed() };
    changed.abort();
    changed = new AbortController();
  }

  /** Sleeps for that much of the recording, and while it is paused; wakes early where that changes. */
  async function sleepOnce(ms: number, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    const early = signal ? AbortSignal.any([signal, changed.signal]) : changed.signal;
    const baseMs = isPaused ? Number.MAX_SAFE_INTEGER : Math.max(shortestSleepMs, ms / speed);
    await base.sleep(baseMs, early).catch(() => signal?.throwIfAborted());
  }

  async function sleepUntil(at: number, signal: AbortSignal | undefined): Promise<void> {
    for (let ms = at - elapsed(); ms > 0; ms = at - elapsed()) {
      // Waking early is what the loop is for.
      // oxlint-disable-next-line no-await-in-loop
      await sleepOnce(ms, signal);
    }
  }

  async function untilPlayed(signal: AbortSignal): Promise<void> {
    // oxlint-disable-next-line no-await-in-loop, no-unmodified-loop-condition -- a key changes it
    while (isPaused) await sleepOnce(0, signal);
  }

  function reach(moment: Moment): void {
    limit = Math.max(limit, moment.elapsed);
    seen = limit;
    aheadMs = moment.wall - moment.elapsed;
  }

  async function takeTurns(signal: AbortSignal): Promise<void> {
    if (base.elapsed() - turnSince > longestTurnMs) {
      await base.sleep(0, signal);
      turnSince = base.elapsed();
    }
  }

  return {
    now: () => Math.round(elapsed() + aheadMs),
    elapsed,
    sleep: (ms, signal) => sleepUntil(elapsed() + ms, signal),
    async until(moment, signal) {
      await takeTurns(signal);
      limit = Math.max(limit, moment.elapsed);
      await sleepUntil(limit, signal);
      reach(moment);
    },
    async skipTo(moment, signal) {
      await takeTurns(signal);
      await untilPlayed(signal);
      reach(moment);
      anchorAt(limit);
    },
    isPaused: () => isPaused,
    pause(pauses) {
      const at = elapsed();
      isPaused = pauses;
      anchorAt(at);
    },
    speed: () => speed,
    setSpeed(next) {
      const at = elapsed();
      speed = next;
      anchorAt(at);
    },
    resync: () => anchorAt(seen),
  };
}
