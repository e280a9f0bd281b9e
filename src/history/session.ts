import type { Watch } from "../watch/model/watch.ts";
import { clientOf } from "../watch/model/snapshot.ts";
import type { WatchFeed } from "../watch/feed.ts";
import { readHistory } from "./file.ts";
import { recordRuns } from "./recorder.ts";
import { type Usual, usualOf } from "./usual.ts";

export interface SessionHistory {
  /** By id, for those with earlier runs; grows as sources become known. */
  readonly usuals: ReadonlyMap<string, Usual>;
  /** Stops once all ends are written. Returns the problems in reading and writing, a line each. */
  close(): Promise<readonly string[]>;
}

/** Reads what is usual for the watched ids and records their ends; without a folder, neither. */
export async function openHistory(
  watcher: Pick<WatchFeed, "snapshot" | "onEvent">,
  folder: string | undefined,
): Promise<SessionHistory> {
  if (folder === undefined) return { usuals: new Map(), close: () => Promise.resolve([]) };
  const { runs, problem } = await readHistory(folder);
  const { clients, watches } = watcher.snapshot();
  const usuals = new Map<string, Usual>();
  const bySource = Map.groupBy(runs, ({ source }) => source);
  const learn = (watch: Watch) => {
    const own = bySource.get(watch.label) ?? [];
    const usual = usualOf(own, clientOf({ clients }, watch).host, watch.label);
    if (usual) usuals.set(watch.id, usual);
  };
  for (const watch of watches) learn(watch);
  // Runs are found by the name of the source, which may come late.
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
