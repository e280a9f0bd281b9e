import { duration } from "../text/duration.ts";
import { type Check, unchecked } from "./check.ts";

const name = "clock";
/** More breaks certificates and makes times of day misleading. */
const toleratedMs = 30_000;

/** `aheadMs`: how far the tenant's clock is ahead of this computer's. */
export function checkClock(aheadMs: number | undefined): Check {
  if (aheadMs === undefined) return unchecked(name);
  const apart = duration(Math.abs(aheadMs));
  if (Math.abs(aheadMs) <= toleratedMs) {
    return { name, verdict: "good", found: [`${apart} apart from the tenant's`] };
  }
  const side = aheadMs > 0 ? "behind" : "ahead of";
  return {
    name,
    verdict: "note",
    found: [`this computer is ${apart} ${side} the tenant`],
    advice: "set this computer's clock: times of day shown here are off by that much",
  };
}
