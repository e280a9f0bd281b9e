import { byName, totalNames } from "../api/endpoints/counters.ts";
import type { Ending } from "../watch/model/ending.ts";
import type { Watch } from "../watch/model/watch.ts";
import type { Run } from "./run.ts";

/** What a run is told from. */
type RecordedWatch = Pick<Watch, "id" | "label" | "counters" | "phases" | "lastAnswer" | "ending">;

/**
 * What there is to keep of a watch.
 *
 * @param tenant the tenant's host
 * @returns undefined where it has not ended, or nothing was ever seen of it: a mistyped id or a
 *   refused sign-in is no run
 */
export function runOf(watch: RecordedWatch, tenant: string): Run | undefined {
  const { id, label: source, counters, lastAnswer, ending } = watch;
  if (!ending || !lastAnswer) return undefined;
  return {
    endedAt: ending.at,
    tenant,
    id,
    source,
    ending: ending.kind,
    verdict: verdictIn(ending),
    collectingMs: timeIn("STARTED", watch),
    processingMs: timeIn("ACCOUNTS_COLLECTED", watch),
    tookMs: "tookMs" in ending ? rounded(ending.tookMs) : undefined,
    ...byName(totalNames, (name) => counters[name]),
  };
}

function verdictIn(ending: Ending): Run["verdict"] {
  const kind = "verdict" in ending ? ending.verdict?.kind : undefined;
  return kind === "UNREADABLE" ? undefined : kind;
}

/**
 * The sum of all phases of a status. A source is read again after RETRIED, so there may be
 * several; one that was not seen whole makes the sum unknown, since a part of it would count as a
 * quick run.
 */
function timeIn(status: string, watch: RecordedWatch): number | undefined {
  const times = watch.phases.flatMap((phase, index) => {
    if (phase.status !== status) return [];
    const next = watch.phases[index + 1];
    const until = next ? next.since : endOf(watch);
    const isSeenWhole = phase.since !== undefined && until !== undefined;
    return [isSeenWhole ? Math.max(0, until - phase.since) : undefined];
  });
  if (times.length === 0 || !times.every((ms) => ms !== undefined)) return undefined;
  return rounded(times.reduce((sum, ms) => sum + ms, 0));
}

/** By the tenant's clock; undefined where it did not tell of the end. */
function endOf({ ending, lastAnswer }: RecordedWatch): number | undefined {
  switch (ending?.kind) {
    case "COMPLETED":
    case "CANCELLED":
    case "TERMINATED":
    case "FAILED":
      // Its task has told of the end: between the last answer and that nobody saw anything.
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
