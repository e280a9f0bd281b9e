import { randomOf } from "../../../src/simulator/timeline/random.ts";
import { drawJob } from "./job.ts";
import { polled } from "./polling.ts";
import { drawBetween, type Shape } from "./shapes.ts";
import type { Trace } from "./trace.ts";

/** The lengths of jobs, in minutes from ACCOUNTS_COLLECTED to the last count. */
export const lengthsMin = [1, 2, 5, 15, 30, 60, 120, 180] as const;

/** How many jobs of each shape and length. */
export const seedsPerLength = 60;

/** The same arguments, the same trace. */
export function generate(shape: Shape, lengthMin: number, seed: number): Trace {
  const { name, missed } = shape;
  const lengthMs = lengthMin * 60_000;
  const job = drawJob(randomOf("job", name, lengthMin, seed), shape, lengthMs);
  const random = randomOf("polls", name, lengthMin, seed);
  const missedFromMs =
    missed && job.collectedAtMs + lengthMs * drawBetween(random, missed.fromShare);
  const polls = polled(
    random,
    job,
    missed && missedFromMs !== undefined
      ? { fromMs: missedFromMs, toMs: missedFromMs + missed.lengthMs }
      : undefined,
  );
  return { polls, completedAtMs: job.completedAtMs, stall: job.stall };
}
