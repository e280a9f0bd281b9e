import type { Watch } from "../watch/model/watch.ts";
import { clientOf } from "../watch/model/snapshot.ts";
import type { WatchFeed } from "../watch/feed.ts";
import { readHistory } from "./file.ts";
import { recordRuns } from "./recorder.ts";
import { type Usual, usualOf } from "./usual.ts";

/** The history as one session uses it. */
export interface SessionHistory {
  /** What is usual for an id, by its id, where earlier runs tell; grows as more is known. */
  readonly usuals: ReadonlyMap<string, Usual>;
  /**
   * Stops recording, once all that has ended is written.
   *
   * @returns why the history could not be read or written, a line each
   */
  close(): Promise<readonly string[]>;
}

/**
 * Reads what is usual for the watched ids, and records how they end.
 *
 * @param folder of the history; undefined where none is to be used
 */
export async function openHistory(
  watcher: Pick<WatchFeed, "snapshot" | "onEvent">,
  folder: string | undefined,
): Promise<SessionHistory> {
  if (folder === undefined) return { usuals: new Map(), close: () => Promise.resolve([]) };
  const { runs, problem } = await readHistory(folder);
  const snapshot = watcher.snapshot();
  const usuals = new Map<string, Usual>();
  const learn = (watch: Watch) => {
    const usual = usualOf(runs, clientOf(snapshot, watch).host, watch.label);
    if (usual) usuals.set(watch.id, usual);
  };
  for (const watch of snapshot.watches) learn(watch);
  // The name of its source tells what is usual for an id.
  const stopLearning = watcher.onEvent(({ watch, event }) => {
    if (watch && (event.type === "named" || event.type === "status")) learn(watch);
  });
  const problems = problem === undefined ? [] : [problem];
  const stop = recordRuns(watcher, folder, (line) => problems.push(line));
  return {
    usuals,
    async close() {
      stopLearning();
      await stop();
      return problems;
    },
  };
}
