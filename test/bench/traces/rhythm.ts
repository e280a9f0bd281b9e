import { drawLogNormal, type Random } from "../../../src/simulator/timeline/random.ts";
import { type GapLaw, gapLaws, logNormal } from "./gap-laws.ts";

/** How uneven work is. A spread is the standard deviation of a logarithm. */
export interface Rhythm {
  readonly drawGapMs: GapLaw;
  readonly sizeSpread: number;
}

/** So fine that each poll sees a rise. */
export const smooth: Rhythm = { drawGapMs: logNormal(2000, 0.3), sizeSpread: 0.3 };

/** As the counters of a real aggregation move: 13 s between two rises on average, mostly 4 to 40. */
export const ordinary: Rhythm = { drawGapMs: gapLaws["log-normal 0.55"], sizeSpread: 0.6 };

/** Batches that are longer than that, and as uneven as what people call regular. */
export function batchesOf(medianGapMs: number): Rhythm {
  return { drawGapMs: logNormal(medianGapMs, 0.5), sizeSpread: 0.6 };
}

/** How fast work goes, as a function of the time gone from 0 to 1; only ratios matter. */
export type Rate = (timeShare: number) => number;

/** A moment at which work moves on. */
export interface Batch {
  /** Milliseconds since the work began. */
  readonly atMs: number;
  /** How much is done then, above 0; exactly 1 in the last batch. */
  readonly share: number;
}

/** Machines and networks have better and worse minutes: the rate wanders by about a quarter. */
const driftSpread = 0.25;
/** After so long it has mostly forgotten how it was. */
const driftMemoryMs = 480_000;

/**
 * Work in uneven batches, whose rate drifts. Gaps have no upper limit: a healthy job may be silent
 * for very long now and then, and whoever calls that a stall is wrong.
 *
 * @param lengthMs when the last batch is done, in milliseconds since the work began
 */
export function batchesFor(
  random: Random,
  rhythm: Rhythm,
  rate: Rate,
  lengthMs: number,
): readonly Batch[] {
  const done: Batch[] = [];
  let atMs = 0;
  let amount = 0;
  let drift = driftSpread * drawNormal(random);
  while (atMs < lengthMs) {
    const drawnMs = rhythm.drawGapMs(random);
    const gapMs = Math.min(lengthMs - atMs, drawnMs);
    const kept = Math.exp(-gapMs / driftMemoryMs);
    drift = drift * kept + driftSpread * Math.sqrt(1 - kept * kept) * drawNormal(random);
    const midway = (atMs + gapMs / 2) / lengthMs;
    const noise = drawLogNormal(random, 1, rhythm.sizeSpread);
    amount += gapMs * rate(midway) * Math.exp(drift) * noise;
    // The sum of the gaps need not come out at the length; the last batch must, or it never ends.
    atMs = gapMs < drawnMs ? lengthMs : atMs + gapMs;
    done.push({ atMs, share: amount });
  }
  return done.map((batch, index) => ({
    atMs: batch.atMs,
    share: index === done.length - 1 ? 1 : batch.share / amount,
  }));
}

function drawNormal(random: Random): number {
  return Math.log(drawLogNormal(random, 1, 1));
}
