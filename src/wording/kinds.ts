import type { AggregationKind } from "../api/endpoints/aggregation-kind.ts";

interface KindLook {
  readonly noun: string;
  /** What is read from the source. */
  readonly plural: string;
  /** What stands behind a name, from the longest to the shortest. */
  readonly tails: readonly string[];
  /** A CSV file of them, as an example. */
  readonly csv: string;
  /** Its page of a source in the web UI, below Import Data. */
  readonly page: string;
}

export const kindLooks: Readonly<Record<AggregationKind, KindLook>> = {
  account: {
    noun: "aggregation",
    plural: "accounts",
    tails: [],
    csv: "accounts.csv",
    page: "Account Aggregation",
  },
  entitlement: {
    noun: "entitlement aggregation",
    plural: "entitlements",
    tails: [" (entitlements)", " (ent.)"],
    csv: "entitlements.csv",
    page: "Entitlement Aggregation",
  },
};
