import { drawLogNormal, type Random } from "../../../src/simulator/timeline/random.ts";

/** Draws the time from one batch to the next, in milliseconds. */
export type GapLaw = (random: Random) => number;

export function logNormal(medianMs: number, spread: number): GapLaw {
  return (random) => drawLogNormal(random, medianMs, spread);
}

const meanMs = 13_000;

/** Laws of gaps that healthy jobs may follow, all with a mean of about 13 s. */
export const gapLaws = {
  "log-normal 0.55": logNormal(11_500, 0.55),
  "log-normal 0.7": logNormal(10_200, 0.7),
  /** Batches that arrive independently of each other. */
  exponential: (random: Random) => -meanMs * Math.log(1 - random()),
  /** Exponent 2, the heaviest tail: its variance is infinite. */
  Pareto: (random: Random) => meanMs / 2 / Math.sqrt(1 - random()),
  /** Quick batches with a slow one now and then. */
  bimodal: (random: Random) =>
    random() < 0.8 ? drawLogNormal(random, 5000, 0.4) : drawLogNormal(random, 41_000, 0.4),
} as const satisfies Readonly<Record<string, GapLaw>>;

export type GapLawName = keyof typeof gapLaws;

export const gapLawNames = Object.keys(gapLaws) as readonly GapLawName[];
