import type { Usual } from "../history/usual.ts";
import { type Outlook, outlook } from "../watch/forecast/outlook.ts";
import { isCheckingVerdict } from "../watch/model/known-ending.ts";
import { type Fault, runningMs, type Watch } from "../watch/model/watch.ts";
import { duration } from "../text/duration.ts";
import { notBegunTexts, progressText } from "./progress-text.ts";
import { lookOf } from "./states.ts";
import { rate, timeLeftRange } from "../text/time-left.ts";
import { usualTexts } from "./usual-texts.ts";

export function stateText(
  watch: Watch,
  usual: Usual | undefined,
  elapsed: number,
  intervalMs: number,
): string {
  const { word } = lookOf(watch);
  if (isCheckingVerdict(watch)) {
    const asking = "asking the task for its verdict";
    return [word, asking, progressText(watch)].filter(Boolean).join(", ");
  }
  const running = runningMs(watch, elapsed);
  const texts = usualTexts(watch, usual, elapsed);
  const parts = [
    word,
    watch.fault && faultText(watch.fault),
    texts.longer,
    progressText(watch),
    ...forecastTexts(outlook(watch.forecast, elapsed, intervalMs)),
    running !== undefined && `running ${duration(running)}`,
    texts.usual,
  ];
  return parts.filter(Boolean).join(", ");
}

/** `retrying (HTTP 500)`, or once it is more than a hiccup `HTTP 500, attempt 2` */
export function faultText({ reason, tries, isOffline }: Fault): string {
  return isOffline ? `${reason}, attempt ${tries}` : `retrying (${reason})`;
}

/** `quiet 48s (usual gap 15s)` */
export function quietText({ ms, usualGapMs }: NonNullable<Outlook["quiet"]>): string {
  return `quiet ${duration(ms)} (usual gap ${duration(usualGapMs)})`;
}

function forecastTexts(outlook: Outlook): readonly (string | undefined)[] {
  const { perSecond, rateOf, toldMs, lastCounter, notBegun, quiet, stalledMs } = outlook;
  const which = lastCounter === undefined ? "" : ` (${lastCounter})`;
  return [
    stalledMs === undefined ? undefined : `no progress for ${duration(stalledMs)}`,
    perSecond === undefined ? undefined : `${rate(perSecond)} (${rateOf})`,
    quiet && quietText(quiet),
    toldMs && `left ${timeLeftRange(toldMs)}${which}`,
    notBegun && notBegunTexts[notBegun],
  ];
}
