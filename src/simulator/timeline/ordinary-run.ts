import { type Batch, shareDone, unevenBatches } from "./batches.ts";
import { drawWhole, type Random, type Range } from "./random.ts";
import type { Counters, Step, Timeline } from "./timeline.ts";

/** The limits of an aggregation's sizes and lengths, within which the seed chooses. */
export interface RunPlan {
  /** From STARTED to COMPLETED. */
  readonly lengthMs: Range;
  /** The part of it that is STARTED. */
  readonly collectingMs: Range;
  readonly accounts: Range;
  readonly identities: Range;
  readonly deletions: Range;
  /** How long identities are refreshed after the last account. */
  readonly identitiesTailMs: Range;
  /** The total that the tenant reports, as a multiple of the true one; by default 1. */
  readonly totalGuess?: (processedShare: number) => number;
}

/** Identities are refreshed after their accounts, so they begin later. */
const identitiesLagMs: Range = [10_000, 30_000];

/** From the end of all processing to COMPLETED. */
const finishingMs: Range = [12_000, 25_000];

const deletionsBegin = 0.3;

export function ordinaryRun(random: Random, plan: RunPlan): Timeline {
  const sizes: Sizes = {
    accounts: drawWhole(random, plan.accounts),
    identities: drawWhole(random, plan.identities),
    deletions: drawWhole(random, plan.deletions),
    totalGuess: plan.totalGuess ?? (() => 1),
  };
  const lengthMs = drawWhole(random, plan.lengthMs);
  const collectedMs = drawWhole(random, plan.collectingMs);
  const identitiesBeginMs = collectedMs + drawWhole(random, identitiesLagMs);
  const identitiesEndMs = lengthMs - drawWhole(random, finishingMs);
  const accountsEndMs = identitiesEndMs - drawWhole(random, plan.identitiesTailMs);
  const accounts = startingAt(collectedMs, unevenBatches(random, accountsEndMs - collectedMs));
  const identities = startingAt(
    identitiesBeginMs,
    unevenBatches(random, identitiesEndMs - identitiesBeginMs),
  );
  const moments = new Set([collectedMs, ...[...accounts, ...identities].map(({ atMs }) => atMs)]);
  const processing = [...moments]
    .toSorted((one, other) => one - other)
    .map((atMs): Step => {
      const counters = countersAt(sizes, shareDone(accounts, atMs), shareDone(identities, atMs));
      return { atMs, status: "ACCOUNTS_COLLECTED", counters };
    });
  return [
    { atMs: 0, status: "STARTED", counters: undefined },
    ...processing,
    { atMs: lengthMs, status: "COMPLETED", counters: countersAt(sizes, 1, 1) },
  ];
}

type Sizes = Readonly<Record<"accounts" | "identities" | "deletions", number>> &
  Required<Pick<RunPlan, "totalGuess">>;

function countersAt(sizes: Sizes, accountsShare: number, identitiesShare: number): Counters {
  const deletionsShare = Math.max(0, (accountsShare - deletionsBegin) / (1 - deletionsBegin));
  return {
    totalAccounts: Math.round(sizes.accounts * sizes.totalGuess(accountsShare)),
    processedAccounts: Math.round(sizes.accounts * accountsShare),
    totalAccountsMarkedForDeletion: sizes.deletions,
    deletedAccounts: Math.round(sizes.deletions * deletionsShare),
    totalIdentities: sizes.identities,
    processedIdentities: Math.round(sizes.identities * identitiesShare),
  };
}

function startingAt(beginMs: number, batches: readonly Batch[]): readonly Batch[] {
  return batches.map(({ atMs, share }) => ({ atMs: beginMs + atMs, share }));
}
