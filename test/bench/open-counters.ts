import type { Answer } from "./traces/trace.ts";

/** A counter with something left. */
export interface OpenCounter {
  readonly name: "accounts" | "identities";
  readonly processed: number;
  readonly total: number;
}

/** The counters of an answer that are not through; none unless ACCOUNTS_COLLECTED. */
export function openCounters(answer: Answer | undefined): readonly OpenCounter[] {
  if (answer?.status !== "ACCOUNTS_COLLECTED") return [];
  const { counters } = answer;
  const both: readonly OpenCounter[] = [
    {
      name: "accounts",
      processed: counters.processedAccounts ?? 0,
      total: counters.totalAccounts ?? 0,
    },
    {
      name: "identities",
      processed: counters.processedIdentities ?? 0,
      total: counters.totalIdentities ?? 0,
    },
  ];
  return both.filter(({ processed, total }) => processed < total);
}
