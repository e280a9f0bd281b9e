import { quantile } from "./quantile.ts";

/** A law of durations or ratios whose natural logarithm is normal: its mean and its deviation. */
export interface LogLaw {
  readonly mean: number;
  readonly spread: number;
}

/** This many standard deviations to either side hold four times in five. */
export const fourInFive = 1.28;
/** Until there are this many values, their deviation is the ordinary one. */
const fewestForMedian = 4;
/** The median deviation of a normal law, times this, is its standard deviation. */
const madFactor = 1.4826;
const priorWeight = 3;
const farDeviations = 2;

/**
 * The law of the next value, by those before. A few values say little about their spread, so three
 * of the usual spread are mixed in; the last factor is the doubt about the median itself.
 *
 * @param priorSpread what the logarithm's deviation usually is
 * @returns undefined of no values
 */
export function lawOf(values: readonly number[], priorSpread: number): LogLaw | undefined {
  const logs = values.filter((value) => value > 0).map(Math.log);
  const count = logs.length;
  const mean = median(logs);
  if (mean === undefined) return undefined;
  const known = (count - 1) * spreadOf(logs, mean) ** 2 + priorWeight * priorSpread ** 2;
  return { mean, spread: Math.sqrt((known / (count + 2)) * (1 + 1 / count)) };
}

function spreadOf(logs: readonly number[], mean: number): number {
  const apart = logs.map((log) => Math.abs(log - mean));
  if (logs.length >= fewestForMedian) return madFactor * (median(apart) ?? 0);
  const sum = apart.reduce((total, one) => total + one * one, 0);
  return Math.sqrt(sum / Math.max(1, logs.length - 1));
}

function median(values: readonly number[]): number | undefined {
  return quantile(values, 0.5);
}

/** What is left, in the unit of the law, of something that has lasted for so long already. */
export interface LeftOfLaw {
  readonly middle: number;
  /** Holds four times in five. */
  readonly least: number;
  readonly most: number;
}

export function leftOfLaw({ mean, spread }: LogLaw, gone: number): LeftOfLaw {
  const reached = gone > 0 ? (Math.log(gone) - mean) / spread : Number.NEGATIVE_INFINITY;
  const passed = normalShare(reached);
  const left = (share: number) => {
    // Far out, what is beyond falls off as an exponential law does.
    const isFar = reached > farDeviations;
    const at = isFar
      ? reached - Math.log(1 - share) / reached
      : normalQuantile(passed + (1 - passed) * share);
    return Math.max(0, Math.exp(mean + spread * at) - gone);
  };
  return { middle: left(0.5), least: left(0.1), most: left(0.9) };
}

/**
 * The share of a normal law below a number of standard deviations.
 *
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.2.17; the error is
 * below 1e-7.
 */
export function normalShare(deviations: number): number {
  if (deviations === Number.NEGATIVE_INFINITY) return 0;
  const t = 1 / (1 + 0.2316419 * Math.abs(deviations));
  const sum =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const above = (Math.exp((-deviations * deviations) / 2) / Math.sqrt(2 * Math.PI)) * sum;
  return deviations >= 0 ? 1 - above : above;
}

/** So close to 1 that the law says nothing about what is beyond. */
const greatestShare = 0.9999;

/**
 * The number of standard deviations below which a share of a normal law lies.
 *
 * Source: Abramowitz and Stegun, 26.2.23; the error is below 5e-4.
 */
export function normalQuantile(share: number): number {
  const within = Math.min(greatestShare, Math.max(1 - greatestShare, share));
  const tail = Math.min(within, 1 - within);
  const t = Math.sqrt(-2 * Math.log(tail));
  const numerator = 2.515517 + t * (0.802853 + t * 0.010328);
  const denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  const deviations = t - numerator / denominator;
  return within < 0.5 ? -deviations : deviations;
}
