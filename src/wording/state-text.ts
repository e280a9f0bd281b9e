import type { Usual } from "../history/usual.ts";
import { type Outlook, outlook } from "../watch/forecast/outlook.ts";
import { isCheckingVerdict } from "../watch/model/known-ending.ts";
import { type Fault, runningMs, type Watch } from "../watch/model/watch.ts";
import { duration } from "../text/duration.ts";
import { notBegunTexts, progressText } from "./progress-text.ts";
import { lookOf } from "./states.ts";
import { rate, timeLeft, timeLeftRange } from "../text/time-left.ts";
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
    texts.left && `left ${texts.left} if it is as usual`,
  ];
  return parts.filter(Boolean).join(", ");
}

/** `retrying (HTTP 500)`, or once it is more than a hiccup `HTTP 500, try 2` */
export function faultText({ reason, tries, isOffline }: Fault): string {
  return isOffline ? `${reason}, try ${tries}` : `retrying (${reason})`;
}

function forecastTexts(outlook: Outlook): readonly (string | undefined)[] {
  const { perSecond, rateOf, leftMs, rangeMs, lastCounter, notBegun, stalledMs } = outlook;
  const left = rangeMs ? timeLeftRange(rangeMs) : leftMs !== undefined && timeLeft(leftMs);
  return [
    stalledMs === undefined ? undefined : `no progress for ${duration(stalledMs)}`,
    perSecond === undefined ? undefined : `${rate(perSecond)} (${rateOf})`,
    left ? `left ${left} (${lastCounter})` : undefined,
    notBegun && notBegunTexts[notBegun],
  ];
}
