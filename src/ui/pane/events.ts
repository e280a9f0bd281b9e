import { count } from "../../text/count.ts";
import { duration } from "../../text/duration.ts";
import { eventText } from "../../text/event-text.ts";
import { conditionLooks } from "../../text/states.ts";
import { momentText } from "../../text/time-of-day.ts";
import { conditionOfEnding } from "../../watch/condition.ts";
import type { Fact } from "../../watch/fact.ts";
import type { LogEntry } from "../../watch/log.ts";
import { accountsOf } from "../../watch/progress.ts";
import type { TaskVerdict } from "../../watch/verdict.ts";
import { type Line, span } from "../line.ts";
import type { PaneScene } from "./pane-scene.ts";
import { wideColumns } from "./rows.ts";

/** What has happened, newest first. */
export function eventRows({
  watch,
  now,
  columns,
}: Pick<PaneScene, "watch" | "now" | "columns">): readonly Line[] {
  const { log } = watch;
  const isWide = columns >= wideColumns;
  const times = log.map((entry) => momentText(entry.at, now.wall));
  // Those of another day are longer; where there is room the texts stand below each other.
  const timeColumns = isWide ? Math.max(...times.map((time) => time.length)) : 0;
  return log.map((entry, index) => {
    const time = (times[index] ?? "").padEnd(timeColumns);
    return [span(`${time}  ${pastText(entry, isWide)}`, "dim")];
  });
}

/** What happened, now that it is past; in a few words where it is narrow. */
function pastText({ fact, times }: LogEntry, isWide: boolean): string {
  switch (fact.type) {
    case "fault": {
      const text = counted(fact.reason, times);
      return isWide && fact.advice !== undefined ? `${text}: ${fact.advice}` : text;
    }
    case "stalled":
      return "stalled";
    case "missing":
      return counted("404", times);
    case "wait":
      return `${counted("429", times)}, asked to wait ${duration(fact.waitMs)}`;
    case "status":
      return isWide ? eventText(fact) : shortStatus(fact);
    case "total":
      return isWide ? eventText(fact) : `total moved by ${signed(fact.to - fact.from)}`;
    case "ended":
      return isWide ? eventText(fact) : conditionLooks[conditionOfEnding(fact.ending)].word;
    case "verdict":
      return isWide ? eventText(fact) : shortVerdict(fact.verdict);
    case "named":
    case "excess":
    case "recovered":
    case "resumed":
      return eventText(fact);
  }
}

function counted(what: string, times: number): string {
  return times > 1 ? `${what}, ${times} times` : what;
}

function shortStatus(fact: Extract<Fact, { readonly type: "status" }>): string {
  const { to: status, isFirstSeen, counters } = fact;
  const accounts = accountsOf(counters);
  const isCounted = status === "ACCOUNTS_COLLECTED" && accounts !== undefined;
  if (isFirstSeen && isCounted) {
    const { processed, total } = accounts;
    return `first seen: ${total === 0 ? "no changes" : `${count(processed)} of ${count(total)}`}`;
  }
  // The state's word, without what there is to know of it.
  if (isFirstSeen) return eventText(fact).replace(/,.*| \(.*/, "");
  return isCounted ? `${count(accounts.total)} accounts to process` : (status ?? "no status");
}

function shortVerdict({ kind }: TaskVerdict): string {
  return `verdict ${kind === "UNREADABLE" ? "unknown" : kind}`;
}

function signed(change: number): string {
  return `${change > 0 ? "+" : "−"}${count(Math.abs(change))}`;
}
