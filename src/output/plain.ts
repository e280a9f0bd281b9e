import { eventText } from "../text/event-text.ts";
import type { Usual } from "../history/usual.ts";
import { padEnd, width } from "../text/columns.ts";
import { duration, interval } from "../text/duration.ts";
import { progressText } from "../text/progress-text.ts";
import { rate, timeLeft, timeLeftRange } from "../text/time-left.ts";
import { timestamp } from "../text/time-of-day.ts";
import { usualTexts } from "../text/usual-texts.ts";
import { fittedName } from "../text/watch-name.ts";
import type { Clock } from "../time/clock.ts";
import { conditionWord } from "../watch/condition.ts";
import { type Outlook, outlook } from "../watch/forecast/outlook.ts";
import type { WatchEvent } from "../watch/fact.ts";
import { runningMs, type Watch, type WatchedId } from "../watch/watch.ts";
import type { Watcher } from "../watch/watcher.ts";
import { outcomeLine } from "../text/outcome-line.ts";

/** So that a log that stands still is told from a program that does. */
const heartbeatMs = 60_000;
const longestName = 40;

/**
 * Writes one line for each thing that happens, with the time and the name of the id, and once a
 * minute where each id that runs has got to.
 *
 * @param usuals what is usual for an id, by its id, where earlier runs tell
 * @param write takes one line, without its end
 * @returns stops it, after a last line with the outcomes
 */
export function startPlainOutput(
  watcher: Watcher,
  clock: Clock,
  usuals: ReadonlyMap<string, Usual>,
  write: (line: string) => void,
): () => Promise<void> {
  const { host, watches, intervalMs } = watcher.snapshot();
  const columns = Math.max(...watches.map((watch) => width(shortName(watch))));
  const line = (at: number, name: string, text: string) =>
    write(`${timestamp(at)}  ${padEnd(name, columns)}  ${text}`.trimEnd());
  const ids = watches.length === 1 ? "1 aggregation" : `${watches.length} aggregations`;
  line(clock.now(), "", `watching ${ids} at ${host}, asked every ${interval(intervalMs)}`);

  function tell({ at, id, fact }: WatchEvent): void {
    const watch = watcher.snapshot().watches.find((one) => one.id === id);
    const isWithCounts = fact.type === "ended" || fact.type === "recovered";
    const counts = watch && isWithCounts ? progressText(watch) : "";
    line(at, watch ? shortName(watch) : "", [eventText(fact), counts].filter(Boolean).join(", "));
  }

  function stateText(watch: Watch): string {
    const elapsed = clock.elapsed();
    const running = runningMs(watch, elapsed);
    const usual = usualTexts(watch, usuals.get(watch.id), elapsed);
    const parts = [
      conditionWord(watch),
      usual.longer,
      progressText(watch),
      ...forecastTexts(outlook(watch.forecast, elapsed, watcher.snapshot().intervalMs)),
      running !== undefined && `running ${duration(running)}`,
      usual.usual,
      usual.left && `left ${usual.left} if it is as usual`,
    ];
    return parts.filter(Boolean).join(", ");
  }

  const stop = new AbortController();
  const unsubscribe = watcher.onEvent(tell);
  const heartbeats = beat().catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });

  async function beat(): Promise<never> {
    for (;;) {
      // A minute after the other.
      // oxlint-disable-next-line no-await-in-loop
      await clock.sleep(heartbeatMs, stop.signal);
      for (const watch of watcher.snapshot().watches) {
        if (!watch.ending) line(clock.now(), shortName(watch), stateText(watch));
      }
    }
  }

  return async () => {
    unsubscribe();
    stop.abort();
    await heartbeats;
    line(clock.now(), "", outcomeLine(watcher.snapshot().watches));
  };
}

function shortName(watch: WatchedId): string {
  return fittedName(watch, longestName);
}

function forecastTexts(outlook: Outlook): readonly (string | undefined)[] {
  const { perSecond, rateOf, leftMs, rangeMs, lastCounter, notBegun, stalledMs } = outlook;
  const left = rangeMs ? timeLeftRange(rangeMs) : leftMs !== undefined && timeLeft(leftMs);
  return [
    stalledMs === undefined ? undefined : `no progress for ${duration(stalledMs)}`,
    perSecond === undefined ? undefined : `${rate(perSecond)} (${rateOf})`,
    left ? `left ${left} (${lastCounter})` : undefined,
    notBegun && `${notBegun} not begun`,
  ];
}
