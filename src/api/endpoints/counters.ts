/**
 * The counters of the status endpoint, in the order in which they are written. Parsing, merging,
 * recordings and NDJSON derive from this list.
 */
export const counterNames = [
  "totalAccounts",
  "processedAccounts",
  "totalAccountsMarkedForDeletion",
  "deletedAccounts",
  "totalIdentities",
  "processedIdentities",
] as const;

export type CounterName = (typeof counterNames)[number];

/** The counters that say how much there is to do: the API calls them all `total…`. */
export type TotalName = Extract<CounterName, `total${string}`>;

/** The totals in the order in which their changes are reported. */
export const totalNames = [
  "totalAccounts",
  "totalIdentities",
  "totalAccountsMarkedForDeletion",
] as const satisfies readonly TotalName[];

/**
 * The counters of an aggregation. `undefined` means that the API did not say: absent, null or not
 * a count. `totalAccounts` counts new, changed and deleted accounts only; unchanged ones are in
 * none of these.
 */
export type Counters = Readonly<Record<CounterName, number | undefined>>;

/** An object with a value for each name, in the order of the names. */
export function byName<Name extends string, Value>(
  names: readonly Name[],
  valueOf: (name: Name) => Value,
): Readonly<Record<Name, Value>> {
  const entries = names.map((name) => [name, valueOf(name)] as const);
  return Object.fromEntries(entries) as Record<Name, Value>;
}

/** No counter known. */
export const noCounters: Counters = byName(counterNames, () => undefined);
