import type { CounterName, Counters, TotalName } from "../../api/endpoints/counters.ts";
import type { Watch } from "../model/watch.ts";

/** One counter and its total. */
export interface Progress {
  readonly processed: number;
  readonly total: number;
}

/** Which counter says how much of a total is done. */
const doneOf: Readonly<Record<TotalName, Exclude<CounterName, TotalName>>> = {
  totalAccounts: "processedAccounts",
  totalIdentities: "processedIdentities",
  totalAccountsMarkedForDeletion: "deletedAccounts",
};

/** Accounts processed of those new, changed or deleted; undefined where the API gave no total. */
export function accountsOf(counters: Counters): Progress | undefined {
  return progress(counters, "totalAccounts");
}

/** Identities refreshed of those marked for it. */
export function identitiesOf(counters: Counters): Progress | undefined {
  return progress(counters, "totalIdentities");
}

/** Accounts deleted of those marked for it. */
export function deletionsOf(counters: Counters): Progress | undefined {
  return progress(counters, "totalAccountsMarkedForDeletion");
}

/** Nothing is left of it. */
function isClosed({ processed, total }: Progress): boolean {
  return processed >= total;
}

/** The source is read and there is nothing to do: 0 of 0 wherever there are totals. */
export function hasNoChanges(counters: Counters): boolean {
  const accounts = accountsOf(counters);
  const identities = identitiesOf(counters);
  return accounts !== undefined && isNothing(accounts) && (!identities || isNothing(identities));
}

/**
 * All that was to be processed is processed and only the API's COMPLETED is missing. Where there
 * was nothing to process, there is nothing to say about it either.
 */
export function isAllProcessed(watch: Watch): boolean {
  if (watch.status !== "ACCOUNTS_COLLECTED" || hasNoChanges(watch.counters)) return false;
  const known = [accountsOf(watch.counters), identitiesOf(watch.counters)].filter(
    (part) => part !== undefined,
  );
  return known.length > 0 && known.every(isClosed);
}

function isNothing({ processed, total }: Progress): boolean {
  return processed === 0 && total === 0;
}

function progress(counters: Counters, name: TotalName): Progress | undefined {
  const total = counters[name];
  return total === undefined ? undefined : { processed: counters[doneOf[name]] ?? 0, total };
}
