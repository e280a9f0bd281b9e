import { byName, totalNames } from "../api/endpoints/counters.ts";
import type { Watch } from "../watch/model/watch.ts";
import type { Run } from "./run.ts";

type RecordedWatch = Pick<Watch, "id" | "label" | "counters" | "phases" | "lastAnswer" | "ending">;

/** Undefined before the end and without an answer: a mistyped id is not a run. */
export function runOf(watch: RecordedWatch, tenant: string): Run | undefined {
  const { id, label: source, counters, lastAnswer, ending } = watch;
  if (!ending || !lastAnswer) return undefined;
  const kind = "verdict" in ending ? ending.verdict?.kind : undefined;
  return {
    endedAt: ending.at,
    tenant,
    id,
    source,
    ending: ending.kind,
    verdict: kind === "UNREADABLE" ? undefined : kind,
    collectingMs: timeIn("STARTED", watch),
    processingMs: timeIn("ACCOUNTS_COLLECTED", watch),
    tookMs: "tookMs" in ending ? rounded(ending.tookMs) : undefined,
    ...byName(totalNames, (name) => counters[name]),
  };
}

/**
 * The sum of all phases of a status; after RETRIED there may be several. A phase that was not seen
 * as a whole makes the sum unknown, since a part would count as a quick run.
 */
function timeIn(status: string, watch: RecordedWatch): number | undefined {
  const times = watch.phases.flatMap((phase, index) => {
    if (phase.status !== status) return [];
    const next = watch.phases[index + 1];
    const until = next ? next.since : endOf(watch);
    const isWhole = phase.since !== undefined && until !== undefined;
    return [isWhole ? Math.max(0, until - phase.since) : undefined];
  });
  if (times.length === 0 || !times.every((ms) => ms !== undefined)) return undefined;
  return rounded(times.reduce((sum, ms) => sum + ms, 0));
}

/** By the tenant's clock; undefined if the tenant did not report the end. */
function endOf({ ending, lastAnswer }: RecordedWatch): number | undefined {
  switch (ending?.kind) {
    case "COMPLETED":
    case "CANCELLED":
    case "TERMINATED":
    case "FAILED":
      // Known from the task alone: the time after the last answer was not seen.
      return ending.taskEndedAt === undefined ? lastAnswer?.answeredAt : undefined;
    case "EXPIRED":
    case "NOT_FOUND":
    case "GIVEN_UP":
    case "REFUSED":
    case "SIGN_IN_REFUSED":
    case undefined:
      return undefined;
  }
}

function rounded(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.round(ms);
}
