/** Yields numbers from 0 up to, but not including, 1; the same seed yields the same numbers. */
export type Random = () => number;

export type Range = readonly [least: number, greatest: number];

/**
 * A generator per purpose, so that one more draw in one place does not change the others. It is
 * mulberry32 by Tommy Ettinger (public domain); 32 bits of state suffice here.
 */
export function randomOf(...seed: readonly (number | string)[]): Random {
  let state = fnv1a(seed.join("/"));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function drawWhole(random: Random, [least, greatest]: Range): number {
  return least + Math.floor(random() * (greatest - least + 1));
}

/**
 * A log-normal number, as durations and sizes of real work are: mostly near the median, sometimes far
 * above it. `spread` is the standard deviation of its logarithm.
 */
export function drawLogNormal(random: Random, median: number, spread: number): number {
  // Box-Muller; 1 - random() is never 0, whose logarithm would be infinite.
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return median * Math.exp(spread * normal);
}

export function drawHex(random: Random, length: number): string {
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join("");
}

/** The 32-bit hash by Fowler, Noll and Vo (FNV-1a). */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}
