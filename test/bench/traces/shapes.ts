import type { Random } from "../../../src/simulator/timeline/random.ts";
import { batchesOf, ordinary, type Rate, type Rhythm, smooth } from "./rhythm.ts";

/** From the least to the greatest; each number between as likely as the other. */
export type Between = readonly [least: number, greatest: number];

/** What makes one kind of trace different from an ordinary job. */
export interface Shape {
  readonly name: string;
  readonly rhythm: Rhythm;
  readonly rate?: (random: Random) => Rate;
  /** What the total is taken for, as a multiple of the true one, when a share is processed. */
  readonly totalGuess?: (random: Random) => (share: number) => number;
  /** Nothing moves for so long, from a moment between these shares of the time. */
  readonly stall?: { readonly fromShare: Between; readonly lengthMs: Between };
  /** No answer comes for so long, from a moment between these shares of the time. */
  readonly missed?: { readonly fromShare: Between; readonly lengthMs: number };
  /** Identities begin so long after the accounts, which end at such a share of the time. */
  readonly identities?: { readonly lagMs: Between; readonly accountsEnd: Between };
  /** From the last count to COMPLETED. */
  readonly tailMs: Between;
}

const minuteMs = 60_000;
const usual = { rhythm: ordinary, tailMs: [3000, 15_000] } as const;

/** The generated traces. Fixed before any estimator was tuned: change an estimator, not these. */
export const shapes: readonly Shape[] = [
  { ...usual, name: "smooth", rhythm: smooth },
  { ...usual, name: "batches of 20 s", rhythm: batchesOf(20_000) },
  { ...usual, name: "batches of 75 s", rhythm: batchesOf(75_000) },
  { ...usual, name: "rate halves", rate: halving },
  { ...usual, name: "rate ramps up", rate: () => rampingUp },
  { ...usual, name: "total grows", totalGuess: (random) => guess(random, [0.6, 0.85]) },
  { ...usual, name: "total shrinks", totalGuess: (random) => guess(random, [1.15, 1.6]) },
  {
    ...usual,
    name: "stall of 4 min",
    stall: { fromShare: [0.3, 0.7], lengthMs: [4 * minuteMs, 4 * minuteMs] },
  },
  {
    ...usual,
    name: "90 s of missed polls",
    missed: { fromShare: [0.2, 0.7], lengthMs: 1.5 * minuteMs },
  },
  {
    ...usual,
    name: "two counters",
    identities: { lagMs: [10_000, 30_000], accountsEnd: [0.7, 0.9] },
  },
  {
    ...usual,
    name: "hang at 0 of N",
    stall: { fromShare: [0, 0], lengthMs: [12 * minuteMs, 18 * minuteMs] },
  },
  { ...usual, name: "n = total, not COMPLETED", tailMs: [3 * minuteMs, 8 * minuteMs] },
];

/** A number from the least to the greatest. */
export function drawBetween(random: Random, [least, greatest]: Between): number {
  return least + (greatest - least) * random();
}

function halving(random: Random): Rate {
  const at = drawBetween(random, [0.3, 0.6]);
  return (timeShare) => (timeShare < at ? 1 : 0.5);
}

/** From a quarter of the speed to all of it, by the middle. */
function rampingUp(timeShare: number): number {
  return Math.min(1, 0.25 + 1.5 * timeShare);
}

/** A total that comes to the true one in a few steps; a guess too low stays above what is done. */
function guess(random: Random, first: Between): (share: number) => number {
  const begin = drawBetween(random, first);
  const trueFrom = drawBetween(random, [0.5, 0.8]);
  const steps = Math.round(drawBetween(random, [3, 6]));
  return (share) => {
    const stepsGone = Math.min(steps, Math.floor((steps * share) / trueFrom));
    return begin + ((1 - begin) * stepsGone) / steps;
  };
}
