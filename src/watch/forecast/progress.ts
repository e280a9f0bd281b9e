import type { CounterName, Counters, TotalName } from "../../api/endpoints/counters.ts";

export interface Progress {
  readonly processed: number;
  readonly total: number;
}

export const trackNames = ["accounts", "identities"] as const;

export type TrackName = (typeof trackNames)[number];

export const progressOf = { accounts: accountsOf, identities: identitiesOf } as const;

const doneOf: Readonly<Record<TotalName, Exclude<CounterName, TotalName>>> = {
  totalAccounts: "processedAccounts",
  totalIdentities: "processedIdentities",
  totalAccountsMarkedForDeletion: "deletedAccounts",
};

/** Accounts processed of those new, changed or deleted; undefined without a total. */
export function accountsOf(counters: Counters): Progress | undefined {
  return progress(counters, "totalAccounts");
}

export function identitiesOf(counters: Counters): Progress | undefined {
  return progress(counters, "totalIdentities");
}

export function deletionsOf(counters: Counters): Progress | undefined {
  return progress(counters, "totalAccountsMarkedForDeletion");
}

/** The source is read and there is nothing to do: 0 of 0 accounts, and identities if known. */
export function hasNoChanges(counters: Counters): boolean {
  if (!accountsOf(counters)) return false;
  return known(counters).every(({ processed, total }) => processed === 0 && total === 0);
}

/** All is processed and only the API's COMPLETED is missing; false if there was nothing to do. */
export function isAllProcessed({
  status,
  counters,
}: {
  readonly status: string | undefined;
  readonly counters: Counters;
}): boolean {
  if (status !== "ACCOUNTS_COLLECTED") return false;
  // Asked of every id in every frame, and seldom so: the cheap part first.
  if (isOpen(counters, "totalAccounts") || isOpen(counters, "totalIdentities")) return false;
  return known(counters).length > 0 && !hasNoChanges(counters);
}

function isOpen(counters: Counters, name: TotalName): boolean {
  const total = counters[name];
  return total !== undefined && (counters[doneOf[name]] ?? 0) < total;
}

function known(counters: Counters): readonly Progress[] {
  return trackNames.flatMap((name) => progressOf[name](counters) ?? []);
}

function progress(counters: Counters, name: TotalName): Progress | undefined {
  const total = counters[name];
  return total === undefined ? undefined : { processed: counters[doneOf[name]] ?? 0, total };
}
