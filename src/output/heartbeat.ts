import type { Clock } from "../time/clock.ts";

/**
 * Calls `beat` again and again, so that an output that stands still is told from a program that
 * does.
 *
 * @param everyMs milliseconds; 0 for never
 * @returns stops it
 */
export function startHeartbeat(
  clock: Clock,
  everyMs: number,
  beat: () => void,
): () => Promise<void> {
  const stop = new AbortController();

  async function keepBeating(): Promise<never> {
    for (;;) {
      // One after the other.
      // oxlint-disable-next-line no-await-in-loop
      await clock.sleep(everyMs, stop.signal);
      beat();
    }
  }

  if (everyMs === 0) return () => Promise.resolve();
  const beating = keepBeating().catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  return async () => {
    stop.abort();
    await beating;
  };
}
