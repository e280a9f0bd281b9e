import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "../time/clock.ts";
import type { Moment } from "../watch/model/moment.ts";

/**
 * The time of a recording, at the speed of its playback. It stops at each moment that code waits
 * for until that code has run, so every speed and every computer shows the same.
 */
export interface PlayClock extends Clock {
  /** Resolves at that moment, after every sleep that ends before it. */
  readonly until: (moment: Moment, signal: AbortSignal) => Promise<void>;
  /** Jumps to that moment, after a pause. */
  readonly skipTo: (moment: Moment, signal: AbortSignal) => Promise<void>;
  readonly isPaused: () => boolean;
  pause(isPaused: boolean): void;
  readonly speed: () => number;
  setSpeed(speed: number): void;
  /** Forgets the time since the last reading: the process was stopped. */
  resync(): void;
}

/** How long playback may keep everything else waiting. */
const longestTurnMs = 8;
/** A shorter wait may be rounded to nothing in a large sum, and never end. */
const shortestSleepMs = 0.001;

/** The rounding error of a large sum. */
const roundedMs = 0.001;

interface Sleeper {
  readonly at: number;
}

/**
 * Time stands at `first` until the recording is played. A speed is the milliseconds of the recording
 * in one of `base`.
 */
export function createPlayClock(base: Clock, first: Moment, firstSpeed: number): PlayClock {
  let speed = firstSpeed;
  let isPaused = false;
  /** The next moment of the recording; later ones are not read yet. */
  let limit = first.elapsed;
  /** Wall clock minus `elapsed`, at the last moment of the recording. */
  let aheadMs = first.wall - first.elapsed;
  /** A time of the recording, and the same time of `base`. */
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

  /** Makes every wait read the time again. */
  function reconsider(): void {
    changed.abort();
    changed = new AbortController();
  }

  function anchorAt(at: number): void {
    anchor = { at, base: base.elapsed() };
    reconsider();
  }

  async function sleepWhile(leftMs: () => number, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    for (let ms = leftMs(); ms > 0; ms = leftMs()) {
      const early = signal ? AbortSignal.any([signal, changed.signal]) : changed.signal;
      const baseMs = isPaused ? Number.MAX_SAFE_INTEGER : Math.max(shortestSleepMs, ms / speed);
      await base.sleep(baseMs, early).catch(() => signal?.throwIfAborted());
    }
  }

  /** Lets time go on after the code that woke up has run. */
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

  /** A little at the limit as long as other sleeps end first. */
  function toLimitMs(): number {
    return Math.max(limit - elapsed(), firstSleeper() > limit ? 0 : shortestSleepMs);
  }

  async function until({ elapsed: at, wall }: Moment, signal: AbortSignal): Promise<void> {
    if (base.elapsed() - turnSince > longestTurnMs) {
      await base.sleep(0, signal);
      turnSince = base.elapsed();
    }
    limit = Math.max(limit, at);
    await sleepWhile(toLimitMs, signal);
    const nowAheadMs = wall - at;
    // The wall clock has whole milliseconds, so a smaller change is not a jump.
    const isJump = Math.abs(nowAheadMs - aheadMs) >= 1;
    aheadMs = isJump ? nowAheadMs : Math.max(nowAheadMs, aheadMs);
  }

  return {
    now: () => Math.floor(elapsed() + aheadMs + roundedMs),
    elapsed,
    sleep,
    until,
    async skipTo(moment, signal) {
      await sleepWhile(() => (isPaused ? 1 : 0), signal);
      limit = Math.max(limit, moment.elapsed);
      anchorAt(limit);
      await until(moment, signal);
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
