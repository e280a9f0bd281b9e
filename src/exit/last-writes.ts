import type { Clock } from "../time/clock.ts";

/** For everything that is written after the outcome. */
const lastWritesMs = 5000;
/** For each of it, however long those before took. */
const shortestMs = 250;

export interface LastWrites {
  /**
   * Waits for work until the time for all such work is over; then it is given up, which its signal
   * and a line on stderr say, and undefined returned. From when `until` is aborted it has a moment
   * left; an `until` aborted before was the outcome and is ignored. `what` begins a sentence.
   */
  readonly wait: <Result>(
    what: string,
    work: (signal: AbortSignal) => Promise<Result>,
    until?: AbortSignal,
  ) => Promise<Result | undefined>;
}

/** The clock is the computer's, since a disk is no faster in a demo; `say` takes whole lines. */
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
