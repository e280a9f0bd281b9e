import type { TimedEvent } from "../watch/model/timed-event.ts";
import { cutEnd } from "../text/columns.ts";
import { duration } from "../text/duration.ts";
import { endingText } from "../wording/event-text.ts";
import { outcomeLine } from "../wording/outcome-line.ts";
import { fittedName } from "../wording/watch-name.ts";
import type { AggregationEvent } from "../watch/model/event.ts";
import type { Watch } from "../watch/model/watch.ts";

export type CallingEvent = Extract<AggregationEvent, { readonly type: "ended" | "stalled" }>;

/** The last event of each id within a moment, by id. */
export type Burst = ReadonlyMap<string, Call>;

interface Call {
  readonly watch: Watch;
  readonly event: CallingEvent;
}

const longestName = 40;
/** Columns: desktops show about two lines. */
const longestText = 160;
/** Code points of up to 4 bytes: kitty takes 2,048 bytes, and combining marks have no columns. */
const mostCharacters = 500;

/** Whether a user busy with something else wants to know of it. */
export function isCalling(event: TimedEvent["event"]): event is CallingEvent {
  return event.type === "ended" || event.type === "stalled";
}

/**
 * One line of at most 160 columns: `Workday HR: COMPLETED in 15m 21s`; of several,
 * `3 aggregations have ended: 2 completed, 1 terminated`.
 */
export function burstText(burst: Burst): string {
  const all = [...burst.values()];
  const [only] = all;
  const text = all.length === 1 && only ? oneText(only) : countText(all);
  return Array.from(cutEnd(text, longestText)).slice(0, mostCharacters).join("");
}

function oneText({ watch, event }: Call): string {
  const what =
    event.type === "ended"
      ? endingText(event.ending)
      : `stalled, no progress for ${duration(event.quietMs)}`;
  return `${fittedName(watch, longestName)}: ${what}`;
}

function countText(all: readonly Call[]): string {
  const ended = all.filter(({ event }) => event.type === "ended").map(({ watch }) => watch);
  const stalled = all.length - ended.length;
  if (ended.length === 0) return `${aggregationsHave(stalled)} stalled`;
  const endedText = `${aggregationsHave(ended.length)} ended: ${outcomeLine(ended)}`;
  return stalled === 0 ? endedText : `${endedText}. ${have(stalled)} stalled`;
}

function aggregationsHave(times: number): string {
  return times === 1 ? "1 aggregation has" : `${times} aggregations have`;
}

function have(times: number): string {
  return times === 1 ? "1 has" : `${times} have`;
}
