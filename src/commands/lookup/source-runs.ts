import { aggregationKinds } from "../../api/endpoints/aggregation-kind.ts";
import { createRecentFinder } from "../../api/endpoints/recent-aggregations.ts";
import { createRunningFinder } from "../../api/endpoints/running-aggregations.ts";
import type { Source } from "../../api/endpoints/source.ts";
import { createSourceFinder } from "../../api/endpoints/sources.ts";
import { isOver } from "../../api/endpoints/task-status.ts";
import type { ListedTask } from "../../api/endpoints/tasks.ts";
import { duration } from "../../text/duration.ts";
import type { Client } from "../../client/client.ts";
import { ofKind, type WatchedId } from "../../watch/model/watch.ts";
import { findSource } from "./find-source.ts";
import type { Host } from "../../process/host.ts";
import { sayStuck, stuckFinder } from "./pending.ts";

/** One is wanted, with what may be running beside it. */
const fewNewest = 10;

/** What a source is doing, as far as its newest tasks tell. */
export interface SourceRuns {
  readonly source: Source;
  /** That of accounts and that of entitlements, as far as they are running. */
  readonly running: readonly ListedTask[];
  /** Of accounts. */
  readonly latest: ListedTask | undefined;
  /** The ids of all its tasks that were listed. */
  readonly known: ReadonlySet<string>;
}

/** Looks up what each source is doing, each once; what is stuck is named on stderr. */
export async function findSourceRuns(
  names: readonly string[],
  client: Client,
  host: Pick<Host, "stderr">,
): Promise<readonly SourceRuns[]> {
  const finder = createSourceFinder(client.api);
  const listed = new Map<string, { source: Source; tasks: readonly ListedTask[] }>();
  for (const text of names) {
    const source = await findSource(finder, text);
    if (listed.has(source.id)) continue;
    const tasks = await createRecentFinder(client.api, source.id, fewNewest)();
    listed.set(source.id, { source, tasks });
  }
  const all = [...listed.values()];
  const others = all.length === 0 ? [] : await createRunningFinder(client.api, ["entitlement"])();
  const pending = [
    ...all.flatMap(({ tasks }) => tasks.filter((task) => !isOver(task))),
    ...others.filter(({ sourceId = "" }) => listed.has(sourceId)),
  ];
  const { running, stuck } = await stuckFinder(client, host)(pending);
  return all.map(({ source, tasks }) => {
    for (const task of stuck.filter((one) => one.sourceId === source.id)) {
      sayStuck(task, host, source.name);
    }
    return {
      source,
      running: aggregationKinds.flatMap((kind) =>
        running.filter((task) => task.sourceId === source.id && task.kind === kind).slice(0, 1),
      ),
      latest: tasks.find(isOver),
      known: new Set(tasks.map(({ id }) => id)),
    };
  });
}

/** What is running of a source, or what ran last where that is wanted; called by the source's name. */
export function watchedOf(
  { source, running, latest }: SourceRuns,
  isLatestWanted: boolean,
): readonly WatchedId[] {
  const tasks = running.length === 0 && isLatestWanted && latest ? [latest] : running;
  const { name: label, id: sourceId } = source;
  return tasks.map(({ id, kind }) => Object.assign({ id, label, sourceId }, ofKind(kind)));
}

/** How long tasks are kept; an earlier date counts as none. */
const historyMs = 91 * 86_400_000;

export function idleText({ source, latest }: Pick<SourceRuns, "source" | "latest">): string {
  const text = `no aggregation of ${source.name} is running`;
  if (!latest) return `${text}; none has ended in the last 90 days`;
  const { completed = 0, completionStatus = "", answeredAt } = latest;
  const agoMs = answeredAt - completed;
  const when = agoMs < 0 || agoMs > historyMs ? "" : ` ${duration(agoMs)} ago`;
  return `${text}; the latest ended${when} (${completionStatus})`;
}
