import type { Clock } from "../time/clock.ts";

/** All that is written after the outcome may take so long together. */
const lastWritesMs = 5000;
/** Each may take so long at least, however long those before it took. */
const shortestMs = 250;

/** Waits for what is written after the outcome, but not for ever. */
export interface LastWrites {
  /**
   * Waits for work until the time for all such work is over, and then says on stderr that it was
   * given up.
   *
   * @param what what is written, as the beginning of a sentence
   * @param work is told by its signal that it is given up
   * @param until leaves it no more than a moment from when it is aborted; where it is already, that
   *   was the outcome, and it has no say
   * @returns what comes of the work; undefined where it was given up
   * @throws what the work throws by then
   */
  readonly wait: <Result>(
    what: string,
    work: (signal: AbortSignal) => Promise<Result>,
    until?: AbortSignal,
  ) => Promise<Result | undefined>;
}

/**
 * Nothing has been waited for yet.
 *
 * @param clock the computer's: a disk is no faster in a demo
 * @param say takes a line, with its end
 */
export function createLastWrites(clock: Clock, say: (line: string) => void): LastWrites {
  let leftMs = lastWritesMs;

  async function patience(
    ms: number,
    until: AbortSignal | undefined,
    over: AbortSignal,
  ): Promise<undefined> {
    const sooner = until && !until.aborted ? [until] : [];
    const startedAt = clock.elapsed();
    await clock.sleep(ms, AbortSignal.any([over, ...sooner])).catch(() => undefined);
    const restMs = Math.min(shortestMs, ms - (clock.elapsed() - startedAt));
    await clock.sleep(restMs, over).catch(() => undefined);
    return undefined;
  }

  return {
    async wait(what, work, until) {
      const startedAt = clock.elapsed();
      const over = new AbortController();
      const done = work(over.signal).then((result) => ({ result }));
      try {
        const first = await Promise.race([
          done,
          patience(Math.max(shortestMs, leftMs), until, over.signal),
        ]);
        if (first) return first.result;
        done.catch(() => undefined);
        say(`aggwatch: ${what} could not be written in time, and was given up\n`);
        return undefined;
      } finally {
        over.abort();
        leftMs -= clock.elapsed() - startedAt;
      }
    },
  };
}
