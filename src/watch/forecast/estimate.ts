import { counterLeft, usualTimeOf } from "./counter-left.ts";
import { type CounterTrack, remaining } from "./counter-track.ts";
import { fourInFive, type LeftOfLaw, leftOfLaw } from "./log-law.ts";
import type { TrackName } from "./progress.ts";
import type { Usual, UsualWork } from "./usual.ts";

/** A time left, in milliseconds, with a range that holds four times in five. */
export interface Estimate extends LeftOfLaw {
  /** The counter that ends last; undefined where none is open. */
  readonly last: TrackName | undefined;
}

/** What the upper end leaves for the way from the last count to COMPLETED where none is known. */
const unknownTailMs = 30_000;

interface Part extends LeftOfLaw {
  readonly name: TrackName;
}

/**
 * While the source is read: what is left of a reading that has lasted so long already, and then the
 * usual processing.
 */
export function readingEstimate(usual: Usual, readForMs: number): Estimate | undefined {
  const { reading, processing, took } = usual;
  if (!reading || !processing) return took && { ...leftOfLaw(took, readForMs), last: undefined };
  const left = leftOfLaw(reading, readForMs);
  const workMs = Math.exp(processing.mean);
  const middle = left.middle + workMs;
  const readingSpread = (left.most - left.least) / (2 * fourInFive);
  const spread = Math.hypot(readingSpread, workMs * processing.spread) / middle;
  return { ...ranged(middle, spread ** 2, 0), last: undefined };
}

/** All is processed, for so long: the usual tail. */
export function tailEstimate(usual: Usual, closedForMs: number): Estimate | undefined {
  return usual.tail && { ...leftOfLaw(usual.tail, closedForMs), last: undefined };
}

export interface OpenCounters {
  readonly accounts: CounterTrack | undefined;
  readonly identities: CounterTrack | undefined;
}

/**
 * While there is something to process: the aggregation ends with its last counter, and the usual tail.
 *
 * @param workOf what is known of a counter's usual time
 * @returns undefined while the rate of one is unknown
 */
export function processingEstimate(
  { accounts, identities }: OpenCounters,
  usual: Usual | undefined,
  workOf: (name: TrackName, track: CounterTrack) => UsualWork | undefined,
): Estimate | undefined {
  const parts: Part[] = [];
  if (accounts && remaining(accounts) > 0) {
    const left = counterLeft(accounts, workOf("accounts", accounts));
    if (!left) return undefined;
    parts.push({ name: "accounts", ...ranged(left.ms, left.variance, left.upwardVariance) });
  }
  const hasBegun = identities && (identities.rises > 0 || identities.baseline.count > 0);
  if (identities && hasBegun && remaining(identities) > 0) {
    const left = counterLeft(identities, workOf("identities", identities));
    if (!left) return undefined;
    parts.push({ name: "identities", ...ranged(left.ms, left.variance, left.upwardVariance) });
  }
  if (!hasBegun) {
    const work = usual?.identities ?? (identities && workOf("identities", identities));
    const waiting = work && waitingPart(accounts, identities, usual, work);
    if (waiting) parts.push(waiting);
    else if (identities && remaining(identities) > 0) {
      const left = counterLeft(identities, undefined);
      if (!left) return undefined;
      parts.push({ name: "identities", ...ranged(left.ms, left.variance, left.upwardVariance) });
    }
  }
  const [last] = parts.toSorted((one, other) => other.middle - one.middle);
  if (!last) return undefined;
  const tail = usual?.tail;
  const tailMs = tail ? Math.exp(tail.mean) : 0;
  return {
    middle: last.middle + tailMs,
    least: Math.max(...parts.map(({ least }) => least)) + tailMs,
    most: Math.max(...parts.map(({ most }) => most)) + (tail ? tailMs : unknownTailMs),
    last: last.name,
  };
}

/**
 * Identities that have not begun: they begin when the usual share of the accounts is done. Where their
 * total is unknown, there are as many as usual for each account.
 *
 * @param work how long they take, by earlier runs or by a guess
 */
function waitingPart(
  accounts: CounterTrack | undefined,
  identities: CounterTrack | undefined,
  usual: Usual | undefined,
  work: UsualWork,
): Part | undefined {
  if (!accounts) return undefined;
  const known = identities?.total ?? 0;
  const perAccount = usual?.identitiesPerAccount;
  const guessed = perAccount ? Math.exp(perAccount.mean) * accounts.total : 0;
  const total = known > 0 ? known : guessed;
  if (total <= 0) return undefined;
  const guess = known > 0 ? 0 : (perAccount?.spread ?? 0);
  const ownMs = Math.exp(work.mean) * total;
  const own = ownMs * Math.hypot(work.spread, guess);
  const wait = waitOf(accounts, usual);
  const middle = wait.ms + ownMs;
  const spread = Math.hypot(own, wait.ms * Math.sqrt(wait.variance)) / middle;
  return { name: "identities", ...ranged(middle, spread ** 2, 0) };
}

/** How long it is until the share of the accounts is done at which identities begin. */
function waitOf(accounts: CounterTrack, usual: Usual | undefined) {
  const none = { ms: 0, variance: 0 };
  const count = accounts.edges.at(-1)?.count ?? 0;
  const left = remaining(accounts) > 0 ? counterLeft(accounts, usual?.accounts) : undefined;
  if (!left) return none;
  const share = usual?.beginShare ?? likelyBeginShare(count / accounts.total);
  const usualMs = usualTimeOf(accounts, usual?.accounts);
  const all = usualMs(count, accounts.total);
  const part = all > 0 ? usualMs(count, share * accounts.total) / all : 0;
  return { ms: left.ms * part, variance: left.variance };
}

/**
 * They may begin at any time from now on, or wait for all accounts; the longer they have waited, the
 * likelier that is.
 */
function likelyBeginShare(doneShare: number): number {
  return 1 - (1 - doneShare) ** 2 / 2;
}

function ranged(middle: number, variance: number, upwardVariance: number): LeftOfLaw {
  return {
    middle,
    least: middle * Math.exp(-fourInFive * Math.sqrt(variance)),
    most: middle * Math.exp(fourInFive * Math.sqrt(variance + upwardVariance)),
  };
}
