import { byName, counterNames, type Counters, noCounters } from "../../api/endpoints/counters.ts";
import { documentedStatus } from "../../api/endpoints/status.ts";

/**
 * The counters to show after an answer.
 *
 * The API has counters in ACCOUNTS_COLLECTED and COMPLETED only; what stands in their place
 * elsewhere (nothing, null or 0) is no news. Absent and null ones never erase what was seen. A
 * source that is being read, again after RETRIED as well, has no counters yet.
 *
 * @param seen the values before
 * @param status the status answered, as the API spells it
 * @param answered the counters answered
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
    case undefined:
      return merged(seen, answered);
  }
}

/**
 * The counters that an answer says something about, for who follows their progress: a pair of
 * which one half was absent or null is completed by what was seen before, one that was absent
 * altogether stays so. Its absence is neither progress nor the lack of it.
 *
 * @param answered the counters answered
 * @param seen the counters to show after it
 */
export function saidCounters(answered: Counters, seen: Counters): Counters {
  const { totalAccounts, processedAccounts, totalIdentities, processedIdentities } = answered;
  const isAboutAccounts = (totalAccounts ?? processedAccounts) !== undefined;
  const isAboutIdentities = (totalIdentities ?? processedIdentities) !== undefined;
  return {
    ...answered,
    totalAccounts: isAboutAccounts ? seen.totalAccounts : undefined,
    processedAccounts: isAboutAccounts ? seen.processedAccounts : undefined,
    totalIdentities: isAboutIdentities ? seen.totalIdentities : undefined,
    processedIdentities: isAboutIdentities ? seen.processedIdentities : undefined,
  };
}

/** Whether there is no value at all. */
export function isEmpty(counters: Counters): boolean {
  return Object.values(counters).every((value) => value === undefined);
}

function merged(seen: Counters, answered: Counters): Counters {
  return byName(counterNames, (name) => answered[name] ?? seen[name]);
}
