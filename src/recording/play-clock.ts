import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "../time/clock.ts";
import type { Moment } from "../watch/model/moment.ts";

/**
 * The time of a recording, passing as fast as it is played. Nobody sees a later time than somebody
 * waits for: whoever waits wakes at that very moment, however slow the computer is, so that
 * the same is seen at whatever speed.
 */
export interface PlayClock extends Clock {
  /** Waits until it is as late as that, and all who wait for a time before that have had it. */
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

/** So much may be lost where large numbers are added. */
const roundedMs = 0.001;

interface Sleeper {
  readonly at: number;
}

/**
 * @param base the computer's own clock
 * @param first where the recording begins; the clock stands there until it is played
 * @param firstSpeed how many of the recording's milliseconds pass in one of `base`'s
 */
export function createPlayClock(base: Clock, first: Moment, firstSpeed: number): PlayClock {
  let speed = firstSpeed;
  let isPaused = false;
  /** The next moment of the recording; later ones are not known yet. */
  let limit = first.elapsed;
  /** What the wall clock is ahead of `elapsed`, at the last moment of the recording. */
  let aheadMs = first.wall - first.elapsed;
  /** A time of the recording, and when it was here. */
  let anchor = { at: first.elapsed, base: base.elapsed() };
  let seen = first.elapsed;
  const sleepers = new Set<Sleeper>();
  let changed = new AbortController();
  let turnSince = base.elapsed();

  function elapsed(): number {
    const passed = isPaused ? 0 : (base.elapsed() - anchor.base) * speed;
    seen = Math.max(seen, Math.min(limit, firstSleeper(), anchor.at + passed));
    return seen;
  }

  function firstSleeper(): number {
    return Math.min(Number.POSITIVE_INFINITY, ...[...sleepers].map(({ at }) => at));
  }

  /** Whoever waits for it looks at the time anew. */
  function reconsider(): void {
    changed.abort();
    changed = new AbortController();
  }

  function anchorAt(at: number): void {
    anchor = { at, base: base.elapsed() };
    reconsider();
  }

  /** @param leftMs how much of the recording there is to wait for; none where it is 0 */
  async function sleepWhile(leftMs: () => number, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    for (let ms = leftMs(); ms > 0; ms = leftMs()) {
      const early = signal ? AbortSignal.any([signal, changed.signal]) : changed.signal;
      const baseMs = isPaused ? Number.MAX_SAFE_INTEGER : Math.max(shortestSleepMs, ms / speed);
      // Waking early is what the loop is for.
      // oxlint-disable-next-line no-await-in-loop
      await base.sleep(baseMs, early).catch(() => signal?.throwIfAborted());
    }
  }

  /** Time goes on once whoever has woken has done what it wanted. */
  async function leave(sleeper: Sleeper): Promise<void> {
    await nextTurn();
    sleepers.delete(sleeper);
    reconsider();
  }

  async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const sleeper = { at: elapsed() + Math.max(0, ms) };
    sleepers.add(sleeper);
    try {
      await sleepWhile(() => sleeper.at - elapsed(), signal);
    } finally {
      void leave(sleeper);
    }
  }

  /** How far it is to the limit; a little where it is there and others are first. */
  function toLimitMs(): number {
    return Math.max(limit - elapsed(), firstSleeper() > limit ? 0 : shortestSleepMs);
  }

  async function reach({ elapsed: at, wall }: Moment, signal: AbortSignal): Promise<void> {
    if (base.elapsed() - turnSince > longestTurnMs) {
      await base.sleep(0, signal);
      turnSince = base.elapsed();
    }
    limit = Math.max(limit, at);
    await sleepWhile(toLimitMs, signal);
    const nowAheadMs = wall - at;
    // The wall clock tells whole milliseconds, so less than one is no jump of it.
    const isJump = Math.abs(nowAheadMs - aheadMs) >= 1;
    aheadMs = isJump ? nowAheadMs : Math.max(nowAheadMs, aheadMs);
  }

  return {
    now: () => Math.floor(elapsed() + aheadMs + roundedMs),
    elapsed,
    sleep,
    until: reach,
    async skipTo(moment, signal) {
      await sleepWhile(() => (isPaused ? 1 : 0), signal);
      limit = Math.max(limit, moment.elapsed);
      anchorAt(limit);
      await reach(moment, signal);
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
