import { clientOf } from "../watch/model/snapshot.ts";
import type { WatchFeed } from "../watch/feed.ts";
import { appendRun } from "./file.ts";
import type { Run } from "./run.ts";
import { runOf } from "./run-of.ts";

/**
 * Returns how to stop once all ends are written. `report` takes a problem in writing, once, since
 * it will be the same for the next aggregation.
 */
export function recordRuns(
  watcher: Pick<WatchFeed, "snapshot" | "onEvent">,
  folder: string,
  report: (line: string) => void,
): () => Promise<void> {
  const { clients } = watcher.snapshot();
  let hasReported = false;
  // One after the other, to keep the order of their ends.
  let written = Promise.resolve();

  async function keep(run: Run): Promise<void> {
    const problem = await appendRun(folder, run);
    if (problem === undefined || hasReported) return;
    hasReported = true;
    report(problem);
  }

  const unsubscribe = watcher.onEvent(({ watch, event }) => {
    if (!watch || event.type !== "ended") return;
    const run = runOf(watch, clientOf({ clients }, watch).host);
    if (run) written = written.then(() => keep(run));
  });
  return async () => {
    unsubscribe();
    await written;
  };
}
