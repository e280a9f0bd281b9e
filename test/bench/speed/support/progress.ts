import type { Step } from "../../../../src/simulator/timeline/timeline.ts";
import type { TenantOptions } from "./bench-tenant.ts";

/** What the tenant has to say of an aggregation, `passed` seconds after its start. */
export function stepAt(
  index: number,
  { ids, pace }: Pick<TenantOptions, "ids" | "pace">,
  passed: number,
): Step {
  const processedAccounts =
    firstProcessed + index + (pace === "working" ? risen(index, passed) : 0);
  // Each second the total of another one moves, which is an event.
  const moves = pace === "events" ? Math.floor((passed + index) / ids) : 0;
  const totalAccounts = pace === "ended" ? processedAccounts : 2_000_000 + index + 10 * moves;
  return {
    atMs: 0,
    status: pace === "ended" ? "COMPLETED" : "ACCOUNTS_COLLECTED",
    counters: {
      totalAccounts,
      processedAccounts,
      totalAccountsMarkedForDeletion: 0,
      deletedAccounts: 0,
      totalIdentities: totalAccounts,
      processedIdentities: Math.floor(processedAccounts / 2),
    },
  };
}

/** How many accounts of the first aggregation have been processed when it is first asked about. */
export const firstProcessed = 543_210;

function risen(index: number, passed: number): number {
  return Math.floor(passed * (20 + (index % 7) * 11));
}
