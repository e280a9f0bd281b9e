/** Up to this ratio (as a logarithm) two rates differ by chance: the one from more data counts. */
const alike = 0.08;
/** From this one on the rate has changed: the recent one counts. */
const changed = 0.28;

/**
 * The overall rate comes from more rises and is the better one until the recent rate clearly
 * differs. In between the two are mixed, by their logarithms, so that a finish does not jump.
 */
export function believedRate(recent: number, overall: number): number {
  const apart = Math.abs(Math.log(recent / overall));
  const part = Math.min(1, Math.max(0, (apart - alike) / (changed - alike)));
  return part === 1 ? recent : overall * (recent / overall) ** part;
}
