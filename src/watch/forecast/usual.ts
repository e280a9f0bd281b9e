import { quantile } from "./quantile.ts";
import { type LogLaw, lawOf } from "./log-law.ts";

/** A counter of an earlier run. */
export interface EarlierCounter {
  readonly total: number;
  /** From a usual gap before its first rise to its last one; milliseconds. */
  readonly tookMs: number;
  /** When a quarter, half and three quarters were done, as shares of that time. */
  readonly quarters?: Quarters | undefined;
  /** The time is a part of the whole run's, since its phases were not seen. */
  readonly isGuess?: true | undefined;
}

/** What is known of an earlier run of a source; what was not seen is left out. Milliseconds. */
export interface EarlierRun {
  readonly tookMs?: number | undefined;
  readonly readingMs?: number | undefined;
  readonly accounts?: EarlierCounter | undefined;
  readonly identities?: EarlierCounter | undefined;
  /** The share of the accounts that was done when the identities began. */
  readonly beginShare?: number | undefined;
  /** From the last count to COMPLETED. */
  readonly tailMs?: number | undefined;
  readonly longestGapMs?: number | undefined;
}

export type Quarters = readonly [number, number, number];

/** The time that one more count takes, and the course of it through a run. */
export interface UsualWork extends LogLaw {
  readonly quarters: Quarters;
}

/** How a source's runs usually go. */
export interface Usual {
  readonly took: LogLaw | undefined;
  readonly reading: LogLaw | undefined;
  /** From the end of reading to COMPLETED, however much there is to do. */
  readonly processing: LogLaw | undefined;
  readonly accounts: UsualWork | undefined;
  readonly identities: UsualWork | undefined;
  readonly identitiesPerAccount: LogLaw | undefined;
  readonly beginShare: number | undefined;
  readonly tail: LogLaw | undefined;
  readonly longestGapMs: number | undefined;
}

/** Enough that one odd run does not matter, and few enough to follow a growing source. */
const mostRuns = 10;
/** How much runs of a source differ, where they do not tell: of the logarithm. */
const ordinarySpread = 0.35;
/** The work of a run differs more, since its size does. */
const sizeSpread = 0.4;
const shortestMs = 1000;
const evenQuarters: Quarters = [0.25, 0.5, 0.75];
/** This many even runs are mixed into a course. */
const evenRuns = 2;

/** @param earlier completed runs without a bad verdict, newest last */
export function usualOf(earlier: readonly EarlierRun[]): Usual | undefined {
  const runs = earlier.slice(-mostRuns);
  if (runs.length === 0) return undefined;
  const law = (pick: (run: EarlierRun) => number | undefined, spread = ordinarySpread) =>
    lawOf(
      runs.flatMap((run) => pick(run) ?? []),
      spread,
    );
  const gaps = runs.flatMap(({ longestGapMs }) => longestGapMs ?? []);
  return {
    took: law(({ tookMs }) => tookMs, sizeSpread),
    reading: law(({ readingMs }) => atLeast(readingMs)),
    processing: law(
      ({ tookMs, readingMs }) =>
        readingMs === undefined ? undefined : atLeast(tookMs && tookMs - readingMs),
      sizeSpread,
    ),
    accounts: workOf(runs.flatMap(({ accounts }) => accounts ?? [])),
    identities: workOf(runs.flatMap(({ identities }) => identities ?? [])),
    identitiesPerAccount: law(
      ({ accounts, identities }) => accounts && identities && identities.total / accounts.total,
    ),
    beginShare: quantile(
      runs.flatMap(({ beginShare }) => beginShare ?? []),
      0.5,
    ),
    tail: law(({ tailMs }) => atLeast(tailMs), sizeSpread),
    longestGapMs: gaps.length > 0 ? Math.max(...gaps) : undefined,
  };
}

/** An end that was seen at once takes no time; its logarithm would be infinite. */
function atLeast(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.max(shortestMs, ms);
}

/** The even work of which this many milliseconds a count are known, and how well. */
export function evenWork(perCountMs: number, spread: number): UsualWork {
  return { mean: Math.log(perCountMs), spread, quarters: evenQuarters };
}

/** The share of the time at which a share of the counts is done, both from 0 to 1. */
export function timeShareAt([quarter, half, threeQuarters]: Quarters, countShare: number): number {
  const share = Math.min(1, Math.max(0, countShare));
  const marks = [0, quarter, half, threeQuarters, 1];
  const below = Math.min(3, Math.floor(share * 4));
  const [from = 0, to = 1] = marks.slice(below);
  return from + (to - from) * (share * 4 - below);
}

/** However many guesses there are, they may all be wrong in the same way. */
const guessSpread = 1;

function workOf(all: readonly EarlierCounter[]): UsualWork | undefined {
  const seen = all.filter(({ isGuess }) => !isGuess);
  const counters = seen.length > 0 ? seen : all;
  const law = lawOf(
    counters.map(({ tookMs, total }) => tookMs / total),
    ordinarySpread,
  );
  if (!law) return undefined;
  if (seen.length === 0) return evenWork(Math.exp(law.mean), guessSpread);
  const known = counters.flatMap(({ quarters }) => (quarters ? [quarters] : []));
  const mixed = (index: 0 | 1 | 2) =>
    (known.reduce((sum, quarters) => sum + quarters[index], 0) + evenRuns * evenQuarters[index]) /
    (known.length + evenRuns);
  return { ...law, quarters: [mixed(0), mixed(1), mixed(2)] };
}
