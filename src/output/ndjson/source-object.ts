import { isOver } from "../../api/endpoints/task-status.ts";
import { type LastRun, startOf } from "../../history/last-runs.ts";
import { hasFailed, type SourceFinding } from "../../history/source-check.ts";
import { verdictOf } from "../../watch/model/verdict.ts";
import { isoMoment, type LineObject, lineObject, wholeMs } from "./line-object.ts";

/**
 * A source of `aggwatch sources`, whose id is that of its last aggregation.
 *
 * @param check what `--older-than` and `--failed` found; undefined without them
 */
export function sourceObject(
  at: number,
  run: LastRun,
  check: SourceFinding | undefined,
): LineObject {
  const { source, last, ended, isStuck, ageMs, tookMs, usual, unseenSinceMs } = run;
  return lineObject(at, last && { id: last.id, label: source.name }, "source", {
    sourceId: source.id,
    source: source.name,
    isRunning: last !== undefined && !isOver(last),
    started: isoMoment(last && startOf(last)),
    completed: isoMoment(ended?.completed),
    completionStatus: ended?.completionStatus,
    verdict: ended && verdictOf(ended).kind,
    isFailed: hasFailed(run),
    ageMs: wholeMs(ageMs),
    tookMs: wholeMs(tookMs),
    usualTookMs: wholeMs(usual?.took?.medianMs),
    ninetiethTookMs: wholeMs(usual?.took?.p90Ms),
    taskCounts: ended?.counts,
    isStuck: isStuck || undefined,
    unseenSince: isoMoment(unseenSinceMs),
    check,
  });
}
