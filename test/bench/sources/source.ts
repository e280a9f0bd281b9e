import { drawLogNormal, type Random } from "../../../src/simulator/timeline/random.ts";
import { gapLawNames, gapLaws } from "../traces/gap-laws.ts";
import { medianPerSecond, perSecondSpread } from "../traces/job.ts";
import type { Rhythm } from "../traces/rhythm.ts";
import { type Between, drawBetween } from "../traces/shapes.ts";
import type { Kind } from "./kinds.ts";

/** What all runs of a source have in common: its usual run. */
export interface Source {
  readonly kind: Kind;
  readonly rhythm: Rhythm;
  readonly readingMs: number;
  readonly accounts: Work;
  /** Undefined where it has none. */
  readonly identities: (Work & { readonly beginShare: number }) | undefined;
  readonly tailMs: number;
}

export interface Work {
  readonly total: number;
  readonly lengthMs: number;
}

/** Of the whole processing. */
const accountsEnd = {
  none: [1, 1],
  beside: [0.5, 0.95],
  after: [0.3, 0.7],
  afterUnknown: [0.3, 0.7],
} as const satisfies Readonly<Record<Kind["identities"], Between>>;
const identitiesPerAccount = [0.4, 1.2] as const;
/** Identities beside begin when such a share of the accounts is done. */
const besideShare = [0.05, 0.4] as const;
const readingShare = [0.2, 1] as const;
const sizeSpread = 0.6;
const shortTailMs = [3000, 15_000] as const;
const longTailMs = [60_000, 240_000] as const;
const longTails = 1 / 6;

/** @param lengthMs of its usual run, from the end of reading to the last count; milliseconds */
export function drawSource(random: Random, kind: Kind, lengthMs: number): Source {
  const law = kind.gaps ?? gapLawNames[Math.floor(random() * gapLawNames.length)] ?? "exponential";
  const accountsMs = lengthMs * drawBetween(random, accountsEnd[kind.identities]);
  const perSecond = drawLogNormal(random, medianPerSecond, perSecondSpread);
  const total = Math.max(10, Math.round((perSecond * accountsMs) / 1000));
  const beginShare = kind.identities === "beside" ? drawBetween(random, besideShare) : 1;
  const identities = {
    beginShare,
    total: Math.max(5, Math.round(total * drawBetween(random, identitiesPerAccount))),
    lengthMs: lengthMs - beginShare * accountsMs,
  };
  const isLongTailed = random() < longTails;
  const tailMs = kind.tailMs ?? (isLongTailed && !kind.gaps ? longTailMs : shortTailMs);
  return {
    kind,
    rhythm: { drawGapMs: gapLaws[law], sizeSpread },
    readingMs: lengthMs * drawBetween(random, readingShare),
    accounts: { total, lengthMs: accountsMs },
    identities: kind.identities === "none" ? undefined : identities,
    tailMs: drawBetween(random, tailMs),
  };
}
