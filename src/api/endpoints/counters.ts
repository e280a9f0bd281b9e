/** In the order they are written in. Parsing, merging, recordings and NDJSON derive from it. */
export const counterNames = [
  "totalAccounts",
  "processedAccounts",
  "totalAccountsMarkedForDeletion",
  "deletedAccounts",
  "totalIdentities",
  "processedIdentities",
] as const;

export type CounterName = (typeof counterNames)[number];

/** The counters of how much there is to do: the API calls them all `total…`. */
export type TotalName = Extract<CounterName, `total${string}`>;

/** In the order in which their changes are reported. */
export const totalNames = [
  "totalAccounts",
  "totalIdentities",
  "totalAccountsMarkedForDeletion",
] as const satisfies readonly TotalName[];

/** `totalAccounts` counts new, changed and deleted accounts; unchanged ones are in no counter. */
export type Counters = Readonly<Record<CounterName, number | undefined>>;

export function byName<Name extends string, Value>(
  names: readonly Name[],
  valueOf: (name: Name) => Value,
): Readonly<Record<Name, Value>> {
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<Name, Value>;
}

export const noCounters: Counters = byName(counterNames, () => undefined);
