import type { Watch } from "../watch/model/watch.ts";
import { clientOf } from "../watch/model/snapshot.ts";
import type { WatchCommands } from "../watch/commands.ts";
import type { WatchFeed } from "../watch/feed.ts";
import { distinctRuns } from "./distinct.ts";
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
  /** Whether what the tenant knows of earlier runs would tell more than the file has. */
  isScarce(watch: Watch): boolean;
  /** Takes runs of an id's source that the tenant knows; those in the file as well count once. */
  tell(id: string, runs: readonly Run[]): void;
  /** Stops once all ends are written. Returns the problems in reading and writing, a line each. */
  close(): Promise<readonly string[]>;
}

/** This many suffice; they say more than the tenant's runs, which lack the phases. */
const enoughRuns = 5;

/**
 * Reads what is usual for the watched ids and records their ends; without a folder, neither, but
 * then the tenant may tell.
 *
 * @param learned takes what is usual for an id, again where more is known
 * @param isRecorded whether the ends are kept
 */
export function openHistory(
  watcher: Pick<WatchFeed, "snapshot" | "watchOf" | "onEvent"> & Pick<WatchCommands, "remember">,
  folder: string | undefined,
  learned: (id: string, usual: Usual) => void = () => undefined,
  isRecorded = true,
): SessionHistory {
  const usuals = new Map<string, Usual>();
  const { clients } = watcher.snapshot();
  const problems: string[] = [];
  /** By id. */
  const told = new Map<string, readonly Run[]>();
  const known = new Map<string, number>();
  let bySource: ReadonlyMap<string | undefined, readonly Run[]> = new Map();

  function ownRuns({ label, ...watch }: Watch): readonly Run[] {
    const { host } = clientOf({ clients }, watch);
    return usualRuns(bySource.get(label) ?? [], host, label, watch.kind);
  }

  function learn(watch: Watch): void {
    const { host } = clientOf({ clients }, watch);
    // A label is the user's word for a source, and may be missing.
    const source = watch.label ?? watch.id;
    const others = (told.get(watch.id) ?? []).map((run) => Object.assign({}, run, { source }));
    const runs = distinctRuns([...ownRuns(watch), ...others])
      .filter(({ id }) => id !== watch.id)
      .toSorted((one, other) => one.endedAt - other.endedAt);
    const usable = usualRuns(runs, host, source, watch.kind);
    const usual = usualOf(usable, host, source, watch.kind);
    if (!usual || usable.length <= (known.get(watch.id) ?? 0)) return;
    known.set(watch.id, usable.length);
    usuals.set(watch.id, usual);
    learned(watch.id, usual);
    watcher.remember(watch.id, usable.slice(-mostRuns).map(earlierRunOf));
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
  const stop =
    folder === undefined || !isRecorded
      ? () => Promise.resolve()
      : recordRuns(watcher, folder, (line) => problems.push(line));
  const read = folder === undefined ? Promise.resolve() : readRuns(folder);
  return {
    usuals,
    read,
    isScarce: (watch) => !told.has(watch.id) && ownRuns(watch).length < enoughRuns,
    tell(id, runs) {
      told.set(id, runs);
      const watch = watcher.watchOf(id);
      if (watch) learn(watch);
    },
    async close() {
      await read;
      stopLearning();
      await stop();
      return problems;
    },
  };
}
