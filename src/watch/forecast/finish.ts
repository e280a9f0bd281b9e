import { type TimeRange, toldRange } from "../../text/time-range.ts";
import type { Estimate } from "./estimate.ts";

/** The finish as shown: it moves toward the computed one and does not jump. */
export interface ShownFinish {
  /** Monotonic milliseconds. */
  readonly finishAt: number;
  readonly saidAt: number;
  /** The ends of the range, as parts of the time left. */
  readonly least: number;
  readonly most: number;
  readonly last: Estimate["last"];
  /** The range as shown last. */
  readonly told: TimeRange;
}

const slowestMs = 20_000;
const fastestMs = 1000;
/** With less time left than this it moves faster, in proportion. */
const nearMs = 120_000;
const shortestLeftMs = 1000;

/**
 * Moves the shown finish toward a computed one: the logarithm of the time left goes the part
 * 1 − e^(−Δt/τ) of the way, exponential smoothing whose time constant τ is 20 s, and shorter near the
 * end, where a lag of 20 s would show.
 */
export function followFinish(
  shown: ShownFinish | undefined,
  { middle, least, most, last }: Estimate,
  now: number,
): ShownFinish {
  const computedMs = Math.max(shortestLeftMs, middle);
  const ends = { least: least / computedMs, most: most / computedMs };
  const leftMs = shown ? smoothed(shown, computedMs, now) : middle;
  const next = { ...ends, last, saidAt: now, finishAt: now + leftMs };
  return { ...next, told: toldRange(rangeAt(next, now), shown?.told) };
}

/** The range of a finish at some moment, in milliseconds from then: its ends stay where they are. */
export function rangeAt(
  { finishAt, saidAt, least, most }: Omit<ShownFinish, "told" | "last">,
  now: number,
): TimeRange {
  const leftMs = Math.max(0, finishAt - saidAt);
  const goneMs = now - saidAt;
  return { low: Math.max(0, leftMs * least - goneMs), high: Math.max(0, leftMs * most - goneMs) };
}

function smoothed(shown: ShownFinish, computedMs: number, now: number): number {
  const tauMs = Math.max(fastestMs, slowestMs * Math.min(1, computedMs / nearMs));
  const part = 1 - Math.exp(-(now - shown.saidAt) / tauMs);
  const shownMs = Math.max(shortestLeftMs, shown.finishAt - now);
  return shownMs * (computedMs / shownMs) ** part;
}
