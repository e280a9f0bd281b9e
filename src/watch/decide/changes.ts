import { type Counters, type TotalName, totalNames } from "../../api/endpoints/counters.ts";
import type { AggregationEvent } from "../model/event.ts";
import { accountsOf, identitiesOf, type Progress } from "../forecast/progress.ts";
import type { Watch } from "../model/watch.ts";

/** What is different between a watch before an answer and after it, in the order to tell it. */
export function changesBetween(before: Watch, after: Watch): readonly AggregationEvent[] {
  if (after.status !== before.status) {
    return [
      ...stallChange(before, after),
      {
        type: "status",
        from: before.status,
        to: after.status,
        counters: after.counters,
        ...(isFirstSeen(before, after) && { isFirstSeen: true }),
      },
    ];
  }
  return [
    ...stallChange(before, after),
    ...totalNames.flatMap((counter) => movedTotal(counter, before.counters, after.counters)),
    ...newExcess("accounts", accountsOf(before.counters), accountsOf(after.counters)),
    ...newExcess("identities", identitiesOf(before.counters), identitiesOf(after.counters)),
  ];
}

/** An aggregation that has run for longer was joined late. */
const justStartedMs = 60_000;

/** Whether the first status ever seen may have been reached long ago. Only a start is dated. */
function isFirstSeen(before: Watch, { status, start, lastAnswer }: Watch): boolean {
  if (before.status !== undefined) return false;
  if (status !== "STARTED" || start === undefined || !lastAnswer) return true;
  return lastAnswer.answeredAt - start > justStartedMs;
}

function stallChange(before: Watch, after: Watch): readonly AggregationEvent[] {
  const wasMs = before.forecast.stalledMs;
  const isMs = after.forecast.stalledMs;
  if (wasMs === undefined && isMs !== undefined) return [{ type: "stalled", quietMs: isMs }];
  if (wasMs === undefined || isMs !== undefined) return [];
  return [{ type: "resumed", afterMs: wasMs + sinceLastAnswerMs(before, after) }];
}

function sinceLastAnswerMs(before: Watch, after: Watch): number {
  return (after.lastAnswer?.elapsed ?? 0) - (before.lastAnswer?.elapsed ?? 0);
}

function movedTotal(
  counter: TotalName,
  before: Counters,
  after: Counters,
): readonly AggregationEvent[] {
  const from = before[counter];
  const to = after[counter];
  if (from === undefined || to === undefined || from === to) return [];
  return [{ type: "total", counter, from, to }];
}

function newExcess(
  of: "accounts" | "identities",
  before: Progress | undefined,
  after: Progress | undefined,
): readonly AggregationEvent[] {
  if (!isExcess(after) || isExcess(before)) return [];
  return [{ type: "excess", of, ...after }];
}

function isExcess(progress: Progress | undefined): progress is Progress {
  return progress !== undefined && progress.processed > progress.total;
}
