import { type Counters, noCounters } from "../../../src/api/endpoints/counters.ts";
import type { StatusAnswer } from "../../../src/api/tenant.ts";

/** An answer of the status endpoint: what is not given was not said. */
export function answer(
  status: string | undefined,
  counters: Partial<Counters> = {},
  times: { readonly start?: number; readonly answeredAt?: number } = {},
): StatusAnswer {
  return {
    status,
    start: times.start,
    counters: { ...noCounters, ...counters },
    answeredAt: times.answeredAt ?? 0,
  };
}

/** `processed` of `total` accounts. */
export function accounts(processedAccounts: number, totalAccounts: number): Partial<Counters> {
  return { processedAccounts, totalAccounts };
}

/** `processed` of `total` identities. */
export function identities(
  processedIdentities: number,
  totalIdentities: number,
): Partial<Counters> {
  return { processedIdentities, totalIdentities };
}
