import type { Usual } from "../../history/usual.ts";
import { watchPercent } from "../../wording/progress-text.ts";
import { outlook } from "../../watch/forecast/outlook.ts";
import type { Moment } from "../../watch/model/moment.ts";
import { runningMs, type Watch } from "../../watch/model/watch.ts";
import { isoMoment, type LineObject, lineObject, wholeMs } from "./line-object.ts";
import { stateOf } from "./outcome.ts";

/** The progress of an id, polled every `intervalMs`, as in `events.schema.json`. */
export function heartbeatObject(
  watch: Watch,
  now: Moment,
  intervalMs: number,
  usual?: Usual,
): LineObject {
  return lineObject(now.wall, watch, "heartbeat", progressFields(watch, now, intervalMs, usual));
}

/** How far an id is, and what there is to expect; also of one that has ended. */
export function progressFields(
  watch: Watch,
  { elapsed, wall }: Moment,
  intervalMs: number,
  usual: Usual | undefined,
): Readonly<Record<string, unknown>> {
  const { status, start, counters, lastAnswer, fault } = watch;
  const view = outlook(watch.forecast, elapsed, intervalMs);
  const { perSecond, leftMs, rangeMs } = view;
  return {
    state: stateOf(watch),
    status,
    start: isoMoment(start),
    ...counters,
    percent: watchPercent(watch),
    ...(perSecond !== undefined && {
      // Further digits are noise.
      perSecond: Number(perSecond.toPrecision(3)),
      rateOf: view.rateOf,
    }),
    ...(leftMs !== undefined && {
      leftMs: wholeMs(leftMs),
      leftLeastMs: wholeMs(rangeMs?.low),
      leftMostMs: wholeMs(rangeMs?.high),
      finishAt: isoMoment(wall + leftMs),
      lastCounter: view.lastCounter,
    }),
    notBegun: view.notBegun,
    quietMs: wholeMs(view.stalledMs),
    reason: fault?.reason,
    usualTookMs: wholeMs(usual?.took?.medianMs),
    usualCollectingMs: wholeMs(usual?.collecting?.medianMs),
    runningMs: wholeMs(runningMs(watch, elapsed)),
    ageMs: wholeMs(lastAnswer && elapsed - lastAnswer.elapsed),
  };
}
