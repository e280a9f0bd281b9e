import type { Source } from "../api/endpoints/source.ts";
import { isOver } from "../api/endpoints/task-status.ts";
import type { ListedTask } from "../api/endpoints/tasks.ts";
import { distinctRuns } from "./distinct.ts";
import type { Run } from "./run.ts";
import { runOfTask } from "./run-of-task.ts";
import { type Usual, usualOf } from "./usual.ts";
import { spanMs } from "../time/span.ts";

/** The last account aggregation of a source, as far as its tasks tell. */
export interface LastRun {
  readonly source: Source;
  /** The newest one, running or over. A stuck task is neither. */
  readonly last: ListedTask | undefined;
  /** The newest one that is over: the same, or the one before the running one. */
  readonly ended: ListedTask | undefined;
  readonly isStuck: boolean;
  /** Since its start, by the tenant's clock. */
  readonly ageMs: number | undefined;
  /** So far, if it is running. */
  readonly tookMs: number | undefined;
  /** By the runs before it. */
  readonly usual: Usual | undefined;
  /** Without a last one, since when there is none; undefined for as long as tasks are kept. */
  readonly unseenSinceMs: number | undefined;
}

/** What is known of the tasks of all sources. */
export interface KnownTasks {
  /** Newest first. */
  readonly tasks: readonly ListedTask[];
  readonly stuck: readonly ListedTask[];
  /** See `LastAggregations`. */
  readonly unseenSince: ReadonlyMap<string, number>;
  /** Earlier runs of the same tenant, oldest first. */
  readonly kept: readonly Run[];
  /** The tenant's host. */
  readonly tenant: string;
  /** Milliseconds since the Unix epoch, by the tenant's clock. */
  readonly now: number;
}

/** In the order of the sources. */
export function lastRunsOf(sources: readonly Source[], known: KnownTasks): readonly LastRun[] {
  const bySource = Map.groupBy(known.tasks, ({ sourceId }) => sourceId);
  const byName = Map.groupBy(known.kept, ({ source }) => source);
  return sources.map((source) =>
    lastRunOf(source, bySource.get(source.id) ?? [], byName.get(source.name) ?? [], known),
  );
}

function lastRunOf(
  source: Source,
  tasks: readonly ListedTask[],
  kept: readonly Run[],
  { stuck, unseenSince, tenant, now }: KnownTasks,
): LastRun {
  const counted = tasks.filter((task) => !stuck.includes(task));
  const [last] = counted;
  const startedAt = last && startOf(last);
  // The history finds runs by name; a source may have had another one before.
  const told = counted.flatMap((task) => {
    const run = runOfTask(task, tenant);
    return run ? [{ ...run, source: source.name }] : [];
  });
  const earlier = distinctRuns([...kept, ...told])
    .filter(({ id }) => id !== last?.id)
    .toSorted((one, other) => one.endedAt - other.endedAt);
  return {
    source,
    last,
    ended: counted.find(isOver),
    isStuck: counted.length < tasks.length,
    ageMs: spanMs(startedAt, now),
    tookMs: last && spanMs(startedAt, isOver(last) ? last.completed : now),
    usual: usualOf(earlier, tenant, source.name),
    unseenSinceMs: unseenSince.get(source.id),
  };
}

/** Milliseconds since the Unix epoch. */
export function startOf({ launched, created }: ListedTask): number | undefined {
  return launched ?? created;
}
