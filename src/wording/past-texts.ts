import { count } from "../text/count.ts";
import { duration } from "../text/duration.ts";
import type { TotalName } from "../api/endpoints/counters.ts";
import { conditionOfEnding } from "../watch/model/condition.ts";
import type { AggregationEvent } from "../watch/model/event.ts";
import type { LogEntry } from "../watch/model/log.ts";
import { accountsOf } from "../watch/forecast/progress.ts";
import { eventText } from "./event-text.ts";
import { compactFraction, fraction } from "./progress-text.ts";
import { conditionLooks } from "./states.ts";

const totalWords: Readonly<Record<TotalName, string>> = {
  totalAccounts: "total",
  totalIdentities: "identities",
  totalAccountsMarkedForDeletion: "to delete",
};

/** A past event from its longest text to one of 20 columns; each keeps numbers of those before. */
export function pastTexts({ event, times }: LogEntry): readonly string[] {
  const often = times > 1 ? ` ${times}×` : "";
  switch (event.type) {
    case "fault": {
      const short = event.reason + often;
      return event.advice === undefined ? [short] : [`${short}: ${event.advice}`, short];
    }
    case "stalled":
      return [`stalled, no progress for ${duration(event.quietMs)}`, "stalled"];
    case "missing":
      return [`404${often}`];
    case "wait": {
      const wait = duration(event.waitMs);
      return [`rate limited (429)${often}, asked to wait ${wait}`, `rate limited${often}, ${wait}`];
    }
    case "status":
      return [eventText(event), ...shortStatus(event)];
    case "total": {
      const change = event.to - event.from;
      const moved = `${totalWords[event.counter]} ${change > 0 ? "+" : "−"}${count(Math.abs(change))}`;
      return [eventText(event), `${moved} → ${count(event.to)}`, moved];
    }
    case "ended": {
      const { word, shortWord = word } = conditionLooks[conditionOfEnding(event.ending)];
      return [eventText(event), word, shortWord];
    }
    case "verdict":
      return [
        eventText(event),
        `verdict ${event.verdict.kind === "UNREADABLE" ? "unknown" : event.verdict.kind}`,
      ];
    case "excess":
      return [eventText(event), `${fraction(event)} ${event.of}`, compactFraction(event)];
    case "recovered":
      return [eventText(event), `back after ${duration(event.afterMs)}`];
    case "resumed":
      return [eventText(event), `moving after ${duration(event.afterMs)}`];
    case "named":
      return [eventText(event)];
  }
}

function shortStatus(
  event: Extract<AggregationEvent, { readonly type: "status" }>,
): readonly string[] {
  const { to: status, isFirstSeen, counters } = event;
  const accounts = status === "ACCOUNTS_COLLECTED" ? accountsOf(counters) : undefined;
  if (isFirstSeen && accounts) {
    const { processed, total } = accounts;
    if (total === 0) return ["first seen: no changes"];
    return [
      `first seen: ${count(processed)} of ${count(total)}`,
      `first seen ${fraction(accounts)}`,
      `seen ${compactFraction(accounts)}`,
    ];
  }
  // The state's word alone.
  if (isFirstSeen) return [eventText(event).replace(/,.*| \(.*/, "")];
  if (!accounts) return [status ?? "no status"];
  return [`${count(accounts.total)} accounts to process`, `${count(accounts.total)} to process`];
}
