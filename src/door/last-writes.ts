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
   * @param until gives it up sooner; once it is aborted it has no say: that was the outcome
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

  async function patience(ms: number, signal: AbortSignal): Promise<undefined> {
    await clock.sleep(ms, signal).catch(() => undefined);
    return undefined;
  }

  return {
    async wait(what, work, until) {
      const startedAt = clock.elapsed();
      const over = new AbortController();
      const sooner = until && !until.aborted ? [until] : [];
      const ends = AbortSignal.any([over.signal, ...sooner]);
      const done = work(over.signal).then((result) => ({ result }));
      try {
        const first = await Promise.race([done, patience(Math.max(shortestMs, leftMs), ends)]);
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
