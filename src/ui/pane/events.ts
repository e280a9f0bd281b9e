import { count } from "../../text/count.ts";
import { duration } from "../../text/duration.ts";
import { eventText } from "../../text/event-text.ts";
import { timeOfDay } from "../../text/time-of-day.ts";
import { conditionLooks, conditionOfEnding } from "../../watch/condition.ts";
import type { LogEntry } from "../../watch/log.ts";
import type { TaskVerdict } from "../../watch/verdict.ts";
import type { Watch } from "../../watch/watch.ts";
import { type Line, span } from "../line.ts";
import { wideColumns } from "./rows.ts";

/** What has happened, newest first. */
export function eventRows({ log }: Watch, columns: number): readonly Line[] {
  return log.map((entry) => [
    span(`${timeOfDay(entry.at)}  ${pastText(entry, columns >= wideColumns)}`, "dim"),
  ]);
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
      return isWide ? eventText(fact) : shortStatus(fact.to, fact.counters.totalAccounts);
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

function shortStatus(status: string | undefined, totalAccounts: number | undefined): string {
  if (status !== "ACCOUNTS_COLLECTED" || totalAccounts === undefined) return status ?? "no status";
  return `${count(totalAccounts)} accounts to process`;
}

function shortVerdict({ kind }: TaskVerdict): string {
  return `verdict ${kind === "UNREADABLE" ? "unknown" : kind}`;
}

function signed(change: number): string {
  return `${change > 0 ? "+" : "−"}${count(Math.abs(change))}`;
}
