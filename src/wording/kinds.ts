import type { AggregationKind } from "../api/endpoints/aggregation-kind.ts";

interface KindLook {
  readonly noun: string;
  /** What is read from the source. */
  readonly plural: string;
  /** What stands behind a name, from the longest to the shortest. */
  readonly tails: readonly string[];
  /** Its page of a source in the web UI, below Import Data. */
  readonly page: string;
}

export const kindLooks: Readonly<Record<AggregationKind, KindLook>> = {
  account: { noun: "aggregation", plural: "accounts", tails: [], page: "Account Aggregation" },
  entitlement: {
    noun: "entitlement aggregation",
    plural: "entitlements",
    tails: [" (entitlements)", " (ent.)"],
    page: "Entitlement Aggregation",
  },
};
