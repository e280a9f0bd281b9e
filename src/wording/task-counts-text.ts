import { type TaskCountName, taskCountNames } from "../api/endpoints/task-counts.ts";
import { count } from "../text/count.ts";
import { taskCountsOf } from "../watch/model/ending.ts";
import type { Watch } from "../watch/model/watch.ts";

/** As in the web UI, whose Accounts Scanned includes the unchanged ones. */
const words: Readonly<Record<TaskCountName, string>> = {
  total: "scanned",
  optimized: "unchanged",
  created: "created",
  updated: "updated",
  deleted: "deleted",
  ignored: "ignored",
};

/** What the task of a finished aggregation has counted: `scanned 80,000`, `unchanged 74,800`. */
export function taskCountTexts({ ending }: Pick<Watch, "ending">): readonly string[] {
  const counts = taskCountsOf(ending) ?? {};
  return taskCountNames.flatMap((name) => {
    const value = counts[name];
    const isSaid = value !== undefined && (value > 0 || name === "total");
    return isSaid ? [`${words[name]} ${count(value)}`] : [];
  });
}

/** `scanned 80,000 · unchanged 74,800 · created 1,200`; empty if the task has no counts. */
export function taskCountsText(watch: Pick<Watch, "ending">): string {
  return taskCountTexts(watch).join(" · ");
}
