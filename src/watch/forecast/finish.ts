/** The finish as shown: it moves toward the computed one and does not jump. */
export interface ShownFinish {
  /** Monotonic milliseconds. */
  readonly finishAt: number;
  readonly saidAt: number;
}

const slowestMs = 20_000;
const fastestMs = 1000;
/** With less time left than this it moves faster, in proportion. */
const nearMs = 120_000;

/**
 * Moves the shown finish toward a computed one by the part 1 − e^(−Δt/τ) of the way: exponential
 * smoothing whose time constant τ is 20 s, and shorter near the end, where a lag of 20 s would
 * show.
 */
export function followFinish(
  shown: ShownFinish | undefined,
  computedAt: number,
  now: number,
): ShownFinish {
  if (!shown) return { finishAt: computedAt, saidAt: now };
  const leftMs = Math.max(0, computedAt - now);
  const tauMs = Math.max(fastestMs, slowestMs * Math.min(1, leftMs / nearMs));
  const part = 1 - Math.exp(-(now - shown.saidAt) / tauMs);
  return { finishAt: shown.finishAt + (computedAt - shown.finishAt) * part, saidAt: now };
}
