/** How far the clocks of a tenant's services may differ. */
const toleratedMs = 60 * 60 * 1000;
/** Longer than anything a tenant keeps. */
const longestMs = 366 * 24 * 60 * 60 * 1000;

/** 0 or more. An impossible time is undefined: one of the moments then means "none". */
export function spanMs(from: number | undefined, to: number | undefined): number | undefined {
  if (from === undefined || to === undefined) return undefined;
  const ms = to - from;
  return ms >= -toleratedMs && ms <= longestMs ? Math.max(0, ms) : undefined;
}
