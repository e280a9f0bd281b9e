import { totalNames } from "../../api/endpoints/counters.ts";
import type { AggregationEvent } from "../model/event.ts";
import { type Progress, progressOf, trackNames } from "../forecast/progress.ts";
import type { Watch } from "../model/watch.ts";

/** What an answer has changed, in the order of the events. */
export function changesBetween(before: Watch, after: Watch): readonly AggregationEvent[] {
  const stall = stallChange(before, after);
  const { status: from, counters: old } = before;
  const { status: to, counters } = after;
  if (to !== from) {
    const first = isFirstSeen(before, after) && { isFirstSeen: true as const };
    return [...stall, { type: "status", from, to, counters, ...first }];
  }
  return [
    ...stall,
    ...totalNames.flatMap((counter): readonly AggregationEvent[] => {
      const [from, to] = [old[counter], counters[counter]];
      if (from === undefined || to === undefined || from === to) return [];
      return [{ type: "total", counter, from, to }];
    }),
    ...trackNames.flatMap((of): readonly AggregationEvent[] => {
      const [before, after] = [old, counters].map(progressOf[of]);
      const isNew = after && isExcess(after) && !(before && isExcess(before));
      return isNew ? [{ type: "excess", of, ...after }] : [];
    }),
  ];
}

/** An aggregation that has run for longer was joined late. */
const justStartedMs = 60_000;

/** Whether the first status seen may have begun long ago. Only the start is dated by the API. */
function isFirstSeen(before: Watch, { status, start, lastAnswer }: Watch): boolean {
  if (before.status !== undefined) return false;
  const isFirstOfAll = status === "STARTED" || status === "RUNNING";
  if (!isFirstOfAll || start === undefined || !lastAnswer) return true;
  return lastAnswer.answeredAt - start > justStartedMs;
}

function stallChange(before: Watch, after: Watch): readonly AggregationEvent[] {
  const wasMs = before.forecast.stalledMs;
  const isMs = after.forecast.stalledMs;
  if (wasMs === undefined) return isMs === undefined ? [] : [{ type: "stalled", quietMs: isMs }];
  if (isMs !== undefined) return [];
  const sinceMs = (after.lastAnswer?.elapsed ?? 0) - (before.lastAnswer?.elapsed ?? 0);
  return [{ type: "resumed", afterMs: wasMs + sinceMs }];
}

function isExcess({ processed, total }: Progress): boolean {
  return processed > total;
}
