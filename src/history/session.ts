import type { Watch } from "../watch/model/watch.ts";
import { clientOf } from "../watch/model/snapshot.ts";
import type { WatchCommands } from "../watch/commands.ts";
import type { WatchFeed } from "../watch/feed.ts";
import { readHistory } from "./file.ts";
import { recordRuns } from "./recorder.ts";
import { earlierRunOf } from "./earlier-run.ts";
import type { Run } from "./run.ts";
import { mostRuns, type Usual, usualOf, usualRuns } from "./usual.ts";

export interface SessionHistory {
  /** By id, for those with earlier runs; grows once they are read, and as sources become known. */
  readonly usuals: ReadonlyMap<string, Usual>;
  /** Settles when earlier runs have been read. */
  readonly read: Promise<void>;
  /** Stops once all ends are written. Returns the problems in reading and writing, a line each. */
  close(): Promise<readonly string[]>;
}

/** Reads what is usual for the watched ids and records their ends; without a folder, neither. */
export function openHistory(
  watcher: Pick<WatchFeed, "snapshot" | "onEvent"> & Pick<WatchCommands, "remember">,
  folder: string | undefined,
): SessionHistory {
  const usuals = new Map<string, Usual>();
  if (folder === undefined) {
    return { usuals, read: Promise.resolve(), close: () => Promise.resolve([]) };
  }
  const { clients } = watcher.snapshot();
  const problems: string[] = [];
  let bySource: ReadonlyMap<string | undefined, readonly Run[]> = new Map();

  function learn(watch: Watch): void {
    const own = bySource.get(watch.label) ?? [];
    const { host } = clientOf({ clients }, watch);
    const usual = usualOf(own, host, watch.label);
    if (!usual || usuals.has(watch.id)) return;
    usuals.set(watch.id, usual);
    const last = usualRuns(own, host, watch.label).slice(-mostRuns);
    watcher.remember(watch.id, last.map(earlierRunOf));
  }

  async function readRuns(from: string): Promise<void> {
    const { runs, problem } = await readHistory(from);
    if (problem !== undefined) problems.push(problem);
    bySource = Map.groupBy(runs, ({ source }) => source);
    for (const watch of watcher.snapshot().watches) learn(watch);
  }

  // Runs are found by the name of the source, which may come late.
  const stopLearning = watcher.onEvent(({ watch, event }) => {
    if (watch && (event.type === "named" || event.type === "status")) learn(watch);
  });
  const stop = recordRuns(watcher, folder, (line) => problems.push(line));
  const read = readRuns(folder);
  return {
    usuals,
    read,
    async close() {
      await read;
      stopLearning();
      await stop();
      return problems;
    },
  };
}
