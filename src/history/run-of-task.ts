import type { TaskStatus } from "../api/endpoints/task-status.ts";
import { spanMs } from "../time/span.ts";
import { type TaskOutcome, verdictOf } from "../watch/model/verdict.ts";
import { ofKind } from "../watch/model/watch.ts";
import { nothingMore, type Run } from "./run.ts";

const endings: Readonly<Record<TaskOutcome, Run["ending"]>> = {
  SUCCESS: "COMPLETED",
  WARNING: "COMPLETED",
  ERROR: "FAILED",
  TEMP_ERROR: "FAILED",
  TERMINATED: "TERMINATED",
};

/**
 * A run by its task, watched or not: it took from `launched` to `completed`, and has changed what
 * was created, updated and deleted. Undefined without an end, or with an undocumented outcome.
 *
 * @param tenant its host
 */
export function runOfTask(task: TaskStatus, tenant: string): Run | undefined {
  const { id, kind, sourceName: source, created, launched, completed } = task;
  // What is counted of entitlements are no accounts.
  const counts = kind === "entitlement" ? {} : (task.counts ?? {});
  const { kind: verdict, over } = verdictOf(task);
  if (!over || verdict === "UNDECIDED" || verdict === "UNKNOWN") return undefined;
  const tookMs = spanMs(launched ?? created, completed);
  if (completed === undefined || tookMs === undefined) return undefined;
  const changed = [counts.created, counts.updated, counts.deleted];
  const isCounted = changed.every((count) => count !== undefined);
  return {
    ...nothingMore,
    endedAt: completed,
    tenant,
    id,
    ...ofKind(kind),
    source,
    ending: endings[verdict],
    verdict,
    tookMs,
    totalAccountsMarkedForDeletion: counts.deleted,
    totalAccounts: isCounted ? changed.reduce((sum, count) => sum + count, 0) : undefined,
  };
}
