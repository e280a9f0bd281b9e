import type { Clock } from "../../../../src/time/clock.ts";

/**
 * What a loop around a script does at its best: it asks about each id in turn, evenly spread over
 * rounds of one length.
 *
 * @param roundMs how long a round takes
 */
export async function fixedIntervalLoop(
  ids: readonly string[],
  roundMs: number,
  clock: Clock,
  ask: (id: string) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    for (const id of ids) {
      ask(id);
      await clock.sleep(roundMs / ids.length, signal);
    }
  }
}
