import { unknownId } from "../timeline/timeline.ts";
import type { Scenario } from "./scenario.ts";
import { message, type Over, over } from "./task-outcome.ts";

/** An aggregation of entitlements: no version has a status for it, so all there is is its task. */
function ofEntitlements<const Name extends string>(
  name: Name,
  source: string,
  about: string,
  task: Over & { readonly afterMs: number },
) {
  return {
    name,
    source,
    about,
    kind: "entitlement",
    ending: "NOT_FOUND",
    timeline: () => [unknownId],
    task,
  } as const satisfies Scenario;
}

export const entitlements = [
  ofEntitlements("entitlements", "AWS IAM", "entitlements: no status; the task succeeds", {
    ...over("SUCCESS"),
    afterMs: 150_000,
  }),
  ofEntitlements("entitlements-warnings", "Kubernetes", "entitlements: the task reports warnings", {
    ...over(
      "WARNING",
      message("WARN", "partial", "2 entitlements were skipped because they have no name."),
    ),
    afterMs: 120_000,
  }),
  ofEntitlements("entitlements-errors", "Splunk", "entitlements: the task fails", {
    ...over(
      "ERROR",
      message("ERROR", "no_groups", "No configuration found for 'Group Aggregation'."),
    ),
    afterMs: 60_000,
    completedEarlierMs: 4000,
  }),
] as const;
