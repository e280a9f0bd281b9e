import { count } from "../../text/count.ts";
import { duration } from "../../text/duration.ts";
import { eventText } from "../../wording/event-text.ts";
import { conditionLooks } from "../../wording/states.ts";
import { momentText } from "../../text/time-of-day.ts";
import { conditionOfEnding } from "../../watch/model/condition.ts";
import type { AggregationEvent } from "../../watch/model/event.ts";
import type { LogEntry } from "../../watch/model/log.ts";
import { accountsOf } from "../../watch/forecast/progress.ts";
import type { TaskVerdict } from "../../watch/model/verdict.ts";
import { type Line, span } from "../lines/line.ts";
import type { PaneScene } from "./pane-scene.ts";
import { wideColumns } from "./rows.ts";

/** Newest first. */
export function eventRows({
  watch,
  now,
  columns,
}: Pick<PaneScene, "watch" | "now" | "columns">): readonly Line[] {
  const { log } = watch;
  const isWide = columns >= wideColumns;
  const times = log.map((entry) => momentText(entry.at, now.today));
  // Times of another day are longer; where there is room the texts still line up.
  const timeColumns = isWide ? Math.max(...times.map((time) => time.length)) : 0;
  return log.map((entry, index) => {
    const time = (times[index] ?? "").padEnd(timeColumns);
    return [span(`${time}  ${pastText(entry, isWide)}`, "dim")];
  });
}

/** In a few words where it is narrow. */
function pastText({ event, times }: LogEntry, isWide: boolean): string {
  switch (event.type) {
    case "fault": {
      const text = counted(event.reason, times);
      return isWide && event.advice !== undefined ? `${text}: ${event.advice}` : text;
    }
    case "stalled":
      return "stalled";
    case "missing":
      return counted("404", times);
    case "wait":
      return `${counted("429", times)}, asked to wait ${duration(event.waitMs)}`;
    case "status":
      return isWide ? eventText(event) : shortStatus(event);
    case "total":
      return isWide ? eventText(event) : `total moved by ${signed(event.to - event.from)}`;
    case "ended":
      return isWide ? eventText(event) : conditionLooks[conditionOfEnding(event.ending)].word;
    case "verdict":
      return isWide ? eventText(event) : shortVerdict(event.verdict);
    case "named":
    case "excess":
    case "recovered":
    case "resumed":
      return eventText(event);
  }
}

function counted(what: string, times: number): string {
  return times > 1 ? `${what}, ${times} times` : what;
}

function shortStatus(event: Extract<AggregationEvent, { readonly type: "status" }>): string {
  const { to: status, isFirstSeen, counters } = event;
  const accounts = accountsOf(counters);
  const isCounted = status === "ACCOUNTS_COLLECTED" && accounts !== undefined;
  if (isFirstSeen && isCounted) {
    const { processed, total } = accounts;
    return `first seen: ${total === 0 ? "no changes" : `${count(processed)} of ${count(total)}`}`;
  }
  // The state's word alone.
  if (isFirstSeen) return eventText(event).replace(/,.*| \(.*/, "");
  return isCounted ? `${count(accounts.total)} accounts to process` : (status ?? "no status");
}

function shortVerdict({ kind }: TaskVerdict): string {
  return `verdict ${kind === "UNREADABLE" ? "unknown" : kind}`;
}

function signed(change: number): string {
  return `${change > 0 ? "+" : "−"}${count(Math.abs(change))}`;
}
