import { cutEnd, width } from "../../text/columns.ts";
import { momentText } from "../../text/time-of-day.ts";
import { pastTexts } from "../../wording/past-texts.ts";
import type { LogEntry } from "../../watch/model/log.ts";
import { type Line, span } from "../lines/line.ts";
import type { PaneScene } from "./pane-scene.ts";

/** The events that fit, newest first, without the `top` newest. */
export function eventRows(
  { watch, now, columns }: Pick<PaneScene, "watch" | "now" | "columns">,
  top: number,
  rows: number,
): readonly Line[] {
  const { log } = watch;
  const timeOf = (entry: LogEntry) => momentText(entry.at, now.today);
  // Times of another day are longer; where there is room the texts still line up.
  const ends = [log.at(0), log.at(-1)].map((entry) => (entry ? timeOf(entry).length : 0));
  const longestTime = Math.max(...ends);
  return log.slice(top, top + rows).map((entry) => {
    const time = timeOf(entry);
    const texts = pastTexts(entry);
    const isRoomy = longestTime + 2 + width(texts[0] ?? "") <= columns;
    const lead = `${isRoomy ? time.padEnd(longestTime) : time}  `;
    return [span(lead + fitting(texts, entry, columns - lead.length), "dim")];
  });
}

/** The first text that fits. Only what others have written may be cut, and not how often it came. */
function fitting(texts: readonly string[], { event, times }: LogEntry, room: number): string {
  const text = texts.find((one) => width(one) <= room);
  if (text !== undefined) return text;
  const last = texts.at(-1) ?? "";
  const often = event.type === "fault" && times > 1 ? ` ${times}×` : "";
  return cutEnd(last.slice(0, last.length - often.length), room - often.length) + often;
}
