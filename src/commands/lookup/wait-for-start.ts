import { isPassing } from "../../api/http/retry-rule.ts";
import { createRecentFinder } from "../../api/endpoints/recent-aggregations.ts";
import { isOver } from "../../api/endpoints/task-status.ts";
import type { ListedTask } from "../../api/endpoints/tasks.ts";
import { countdown, duration } from "../../text/duration.ts";
import { timeOfDay } from "../../text/time-of-day.ts";
import { unreadableReason } from "../../watch/decide/unreadable-reason.ts";
import type { WatchedId } from "../../watch/model/watch.ts";
import type { Host } from "../../process/host.ts";
import { shortestLookMs } from "./follow.ts";
import { type LookUps, stuckFinder } from "./pending.ts";
import type { SourceRuns } from "./source-runs.ts";

export interface StartWait {
  readonly left: () => readonly SourceRuns[];
  /** Waits until one begins; none once the time is over. It throws ApiError for lasting faults. */
  readonly next: (lookUps: LookUps) => Promise<readonly WatchedId[]>;
}

/** What begins between two looks is among them. */
const mostNewest = 100;

export interface StartWaitOptions {
  readonly ms: number;
  readonly intervalMs: number;
  /** 0 for never. */
  readonly heartbeatMs: number;
  readonly say: (line: string) => void;
}

/**
 * Begins to wait for sources of which none is running, and reports that. An aggregation counts that
 * is running, or that began and ended between two looks.
 */
export function createStartWait(
  idle: readonly SourceRuns[],
  { ms, intervalMs, heartbeatMs, say }: StartWaitOptions,
  { clock, stderr }: Pick<Host, "clock" | "stderr">,
): StartWait {
  const everyMs = Math.max(intervalMs, shortestLookMs);
  const until = clock.elapsed() + ms;
  let left = idle;
  let saidAt = clock.elapsed();
  let hasProblem = false;
  const what = () => {
    const names = left.map(({ source }) => source.name);
    return `waiting for an aggregation of ${names.join(", ")} to start`;
  };
  const end = `${timeOfDay(clock.now() + ms)} (${duration(ms)})`;
  say(`${what()}, until ${end}; Ctrl-C ends the wait`);

  function remind(): void {
    if (heartbeatMs === 0 || clock.elapsed() - saidAt < heartbeatMs) return;
    saidAt = clock.elapsed();
    say(`${what()}, ${countdown(until - saidAt)} left`);
  }

  /** A list that cannot be read for once is read again; that is said once. */
  async function look(lookUps: LookUps): Promise<readonly ListedTask[]> {
    const [only, ...others] = left;
    const sourceId = others.length === 0 ? only?.source.id : undefined;
    try {
      const tasks = await createRecentFinder(lookUps.api, sourceId, mostNewest)();
      const sort = stuckFinder(lookUps, { stderr }, () => false);
      const { stuck } = await sort(tasks.filter((task) => isNewTo(left, task) && !isOver(task)));
      hasProblem = false;
      return tasks.filter((task) => !stuck.includes(task));
    } catch (error) {
      if (!isPassing(error)) throw error;
      const reason = unreadableReason(error);
      if (!hasProblem) say(`the tasks cannot be read (${reason}); trying again`);
      hasProblem = true;
      return [];
    }
  }

  return {
    left: () => left,
    async next(lookUps) {
      while (left.length > 0) {
        const leftMs = until - clock.elapsed();
        if (leftMs <= 0) return [];
        await lookUps.sleep(Math.min(everyMs, leftMs));
        remind();
        const tasks = await look(lookUps);
        const begun = left.flatMap((runs) => {
          const task = tasks.find((one) => isNewTo([runs], one));
          return task ? [{ runs, task }] : [];
        });
        left = left.filter((runs) => !begun.some((one) => one.runs === runs));
        if (begun.length > 0) {
          return begun.map(({ runs, task }) => {
            const { id: sourceId, name: label } = runs.source;
            return { id: task.id, label, sourceId };
          });
        }
      }
      return [];
    },
  };
}

/** Whether it is of one of these sources and new: running, or over since the last one. */
function isNewTo(idle: readonly SourceRuns[], task: ListedTask): boolean {
  return idle.some(({ source, known, latest }) => {
    if (task.sourceId !== source.id || known.has(task.id)) return false;
    return !isOver(task) || (task.created ?? 0) > (latest?.created ?? 0);
  });
}
