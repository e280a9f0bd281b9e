import { byName, counterNames, type Counters, noCounters } from "../../api/endpoints/counters.ts";
import { documentedStatus } from "../../api/endpoints/status.ts";

/**
 * The API has counters in ACCOUNTS_COLLECTED and COMPLETED only; anything in their place elsewhere
 * (absent, null or 0) is no news. Absent and null ones never erase earlier values. A source that is
 * being read, also after RETRIED, has no counters yet.
 */
export function nextCounters(
  seen: Counters,
  status: string | undefined,
  answered: Counters,
): Counters {
  switch (documentedStatus(status)) {
    case "STARTED":
      return noCounters;
    case "RETRIED":
    case "CANCELLED":
    case "TERMINATED":
      return (answered.totalAccounts ?? 0) > 0 ? merged(seen, answered) : seen;
    case "ACCOUNTS_COLLECTED":
    case "COMPLETED":
    case "NOT_FOUND":
    case "RUNNING":
    case undefined:
      return merged(seen, answered);
  }
}

/**
 * The counters that an answer contains, for following progress: a half of a pair that was absent or
 * null is taken from `seen`, the counters to show. A pair that was absent altogether stays absent:
 * that is neither progress nor a lack of it.
 */
export function saidCounters(answered: Counters, seen: Counters): Counters {
  const { totalAccounts, processedAccounts, totalIdentities, processedIdentities } = seen;
  const hasAccounts = (answered.totalAccounts ?? answered.processedAccounts) !== undefined;
  const hasIdentities = (answered.totalIdentities ?? answered.processedIdentities) !== undefined;
  return {
    ...answered,
    ...(hasAccounts && { totalAccounts, processedAccounts }),
    ...(hasIdentities && { totalIdentities, processedIdentities }),
  };
}

export function isEmpty(counters: Counters): boolean {
  return Object.values(counters).every((value) => value === undefined);
}

function merged(seen: Counters, answered: Counters): Counters {
  return byName(counterNames, (name) => answered[name] ?? seen[name]);
}
