import { cutEnd } from "../../text/columns.ts";
import { duration } from "../../text/duration.ts";
import { endingText } from "../../wording/event-text.ts";
import { leftText } from "../../wording/outcome-line.ts";
import { fraction } from "../../wording/progress-text.ts";
import { conditionLooks, lookOf } from "../../wording/states.ts";
import { taskCountsText } from "../../wording/task-counts-text.ts";
import { verdictMessages } from "../../wording/verdict-text.ts";
import { watchName } from "../../wording/watch-name.ts";
import { conditionOfEnding } from "../../watch/model/condition.ts";
import type { Ending } from "../../watch/model/ending.ts";
import { accountsOf, hasNoChanges } from "../../watch/forecast/progress.ts";
import type { Watch } from "../../watch/model/watch.ts";

/** A column of the table of outcomes. */
export interface Column {
  readonly head: string;
  /** Numbers are aligned right. */
  readonly isNumber: boolean;
  /** Not escaped yet. */
  readonly of: (watch: Watch) => string;
  /** Left out where it is empty for all. */
  readonly isOptional?: true;
}

/** The API does not limit messages. */
const longestMessage = 240;

export const columns: readonly Column[] = [
  { head: "Aggregation", isNumber: false, of: nameOf },
  { head: "Id", isNumber: false, of: ({ id }) => id },
  { head: "Outcome", isNumber: false, of: outcomeOf },
  { head: "Took", isNumber: true, of: tookOf },
  { head: "Accounts", isNumber: true, of: accountsText },
  { head: "Task counts", isNumber: false, of: taskCountsText, isOptional: true },
  { head: "Message", isNumber: false, of: messageOf },
];

/** Without the id, which is a column of its own. */
function nameOf(watch: Watch): string {
  if (watch.label !== undefined) return watchName(watch);
  return [watch.tenant, watch.kind && "entitlements"].filter(Boolean).join(": ");
}

function outcomeOf(watch: Watch): string {
  return `${lookOf(watch).glyph} ${leftText(watch)}`;
}

function tookOf({ ending }: Watch): string {
  const tookMs = ending && "tookMs" in ending ? ending.tookMs : undefined;
  return tookMs === undefined ? "" : duration(tookMs);
}

function accountsText({ counters }: Watch): string {
  if (hasNoChanges(counters)) return "no changes";
  const accounts = accountsOf(counters);
  return accounts ? fraction(accounts) : "";
}

/** Its task's worst message, else the details of its ending or state. */
function messageOf({ ending, fault, missing }: Watch): string {
  if (!ending) return fault?.reason ?? (missing ? "404" : "");
  const verdict = "verdict" in ending ? ending.verdict : undefined;
  const [first, ...others] = verdict ? verdictMessages(verdict) : [];
  if (first === undefined) return detailOf(ending);
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return `${cutEnd(first, longestMessage)}${more}`;
}

function detailOf(ending: Ending): string {
  if (ending.kind === "COMPLETED") {
    const { verdict } = ending;
    return verdict?.kind === "UNREADABLE" ? `verdict unknown: ${verdict.reason}` : "";
  }
  // The outcome is a column of its own.
  const { word } = conditionLooks[conditionOfEnding(ending)];
  return endingText(ending)
    .slice(word.length)
    .replace(/^[:,]? /, "");
}
