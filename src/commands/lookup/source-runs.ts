import { createRecentFinder } from "../../api/endpoints/recent-aggregations.ts";
import type { Source } from "../../api/endpoints/source.ts";
import { createSourceFinder } from "../../api/endpoints/sources.ts";
import { isOver } from "../../api/endpoints/task-status.ts";
import type { ListedTask } from "../../api/endpoints/tasks.ts";
import { duration } from "../../text/duration.ts";
import type { Client } from "../../client/client.ts";
import { findSource } from "./find-source.ts";
import type { Host } from "../../process/host.ts";
import { sayStuck, stuckFinder } from "./pending.ts";

/** One is wanted; more than these do not run beside it. */
const fewNewest = 10;

/** What a source is doing, as far as its tasks tell. */
export interface SourceRuns {
  readonly source: Source;
  /** What is running now; the newest. */
  readonly running: ListedTask | undefined;
  /** What has ended last. */
  readonly latest: ListedTask | undefined;
  /** The ids of all its tasks that were listed. */
  readonly known: ReadonlySet<string>;
}

/**
 * Looks up what each source is doing, each once; what is stuck is named on stderr.
 *
 * @param names of sources, or their ids
 * @throws UsageError for a name that is none; ApiError
 */
export async function findSourceRuns(
  names: readonly string[],
  client: Client,
  host: Pick<Host, "stderr">,
): Promise<readonly SourceRuns[]> {
  const finder = createSourceFinder(client.api);
  const listed = new Map<string, { source: Source; tasks: readonly ListedTask[] }>();
  for (const text of names) {
    // Look-ups go one after the other.
    // oxlint-disable-next-line no-await-in-loop
    const source = await findSource(finder, text);
    if (listed.has(source.id)) continue;
    // oxlint-disable-next-line no-await-in-loop
    const tasks = await createRecentFinder(client.api, source.id, 1, fewNewest)();
    listed.set(source.id, { source, tasks });
  }
  const all = [...listed.values()];
  const pending = all.flatMap(({ tasks }) => tasks.filter((task) => !isOver(task)));
  const { running, stuck } = await stuckFinder(client, host)(pending);
  return all.map(({ source, tasks }) => {
    for (const task of stuck.filter((one) => tasks.includes(one))) {
      sayStuck(task, host, source.name);
    }
    return {
      source,
      running: tasks.find((task) => running.includes(task)),
      latest: tasks.find(isOver),
      known: new Set(tasks.map(({ id }) => id)),
    };
  });
}

/** The history of tasks; what is dated before that has no date. */
const historyMs = 91 * 86_400_000;

/** That nothing of a source is running, and what was last: a sentence without its full stop. */
export function idleText({ source, latest }: Pick<SourceRuns, "source" | "latest">): string {
  const text = `no aggregation of ${source.name} is running`;
  if (!latest) return `${text}; none has ended in the last 90 days`;
  const { completed = 0, completionStatus = "", answeredAt } = latest;
  const agoMs = answeredAt - completed;
  const when = agoMs < 0 || agoMs > historyMs ? "" : ` ${duration(agoMs)} ago`;
  return `${text}; the latest ended${when} (${completionStatus})`;
}
