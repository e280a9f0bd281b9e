import type { TaskStatus } from "../../api/endpoints/task-status.ts";
import { spanMs } from "../../time/span.ts";
import type { SaidEnding } from "../model/ending.ts";
import type { Moment } from "../model/moment.ts";
import { isBad, type TaskVerdict } from "../model/verdict.ts";
import type { Watch } from "../model/watch.ts";

/**
 * How an id ended according to its task alone.
 *
 * @param endedAt when that was, if it is to be shown
 */
export function endingOfTask(
  { start, lastAnswer }: Pick<Watch, "start" | "lastAnswer">,
  { launched, completed }: TaskStatus,
  verdict: TaskVerdict,
  endedAt: number | undefined,
  now: Moment,
): SaidEnding {
  const isDated = endedAt !== undefined && spanMs(endedAt, now.wall) !== undefined;
  return {
    kind: kindOf(verdict),
    at: now.wall,
    isSeenRunning: lastAnswer !== undefined,
    tookMs: spanMs(launched ?? start, completed),
    verdict,
    ...(isDated && { taskEndedAt: endedAt }),
  };
}

/** What is not known to have gone well has not. */
function kindOf(verdict: TaskVerdict): SaidEnding["kind"] {
  if (verdict.kind === "TERMINATED") return "TERMINATED";
  return isBad(verdict) || verdict.kind === "UNREADABLE" ? "FAILED" : "COMPLETED";
}
