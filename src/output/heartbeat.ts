import type { Clock } from "../time/clock.ts";
import { clientOf } from "../watch/model/snapshot.ts";
import type { Watch } from "../watch/model/watch.ts";
import type { WatchFeed } from "../watch/feed.ts";

/**
 * Calls `beat` every `everyMs` (0 for never) for each id that still runs, so that quiet output is not
 * taken for a program that hangs. Returns what stops it.
 */
export function startHeartbeat(
  watcher: Pick<WatchFeed, "snapshot">,
  clock: Clock,
  everyMs: number,
  beat: (watch: Watch, intervalMs: number) => void,
): () => Promise<void> {
  const stop = new AbortController();

  async function keepBeating(): Promise<never> {
    for (;;) {
      await clock.sleep(everyMs, stop.signal);
      const snapshot = watcher.snapshot();
      for (const watch of snapshot.watches) {
        if (!watch.ending) beat(watch, clientOf(snapshot, watch).intervalMs);
      }
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
