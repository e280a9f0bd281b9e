import { isBad, verdictOf } from "../watch/model/verdict.ts";
import type { LastRun } from "./last-runs.ts";

/** What the last run of a source must not be. */
export interface SourceRules {
  /** Milliseconds. */
  readonly olderThan?: number;
  readonly failed: boolean;
}

/** A source that is unknown has tasks that were not read that far back. */
export type SourceFinding = "passes" | "fails" | "unknown";

/**
 * Judges the last run of a source. A running one is as old as its start; whether a source fails is
 * told by its last run that is over, so that one that always fails does not pass while it is tried
 * again.
 */
export function findingOf(run: LastRun, now: number, rules: SourceRules): SourceFinding {
  if (rules.failed && hasFailed(run)) return "fails";
  if (rules.olderThan === undefined) return "passes";
  const isOld = isOlder(run, now, rules.olderThan);
  if (isOld === undefined) return "unknown";
  return isOld ? "fails" : "passes";
}

export function hasFailed({ ended }: Pick<LastRun, "ended">): boolean {
  const kind = ended && verdictOf(ended).kind;
  return kind !== undefined && kind !== "UNDECIDED" && kind !== "UNKNOWN" && isBad({ kind });
}

/** Undefined if unknown. A source without any task has had no run for as long as tasks are kept. */
function isOlder(
  { last, ageMs, unseenSinceMs }: LastRun,
  now: number,
  olderThan: number,
): boolean | undefined {
  if (last) return ageMs === undefined ? undefined : ageMs > olderThan;
  return unseenSinceMs === undefined || now - unseenSinceMs > olderThan || undefined;
}
