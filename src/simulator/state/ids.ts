import { drawHex, drawWhole, type Random } from "../timeline/random.ts";

/** An id as tenants give them today: 32 random hexadecimal characters. */
export function newStyleId(random: Random): string {
  return drawHex(random, 32);
}

/**
 * An id as tenants gave them for years, for example 2c91808477a6b0c60177a81146b8110b: its
 * characters 16 to 28 are the moment of its making, in milliseconds since the Unix epoch. The
 * moment is one of 2021 whatever the clock says, so that the same seed gives the same id.
 */
export function oldStyleId(random: Random): string {
  const year = [Date.UTC(2021, 0, 1), Date.UTC(2022, 0, 1)] as const;
  const madeAt = drawWhole(random, year).toString(16).padStart(12, "0");
  return `2c9180${drawHex(random, 10)}${madeAt}${drawHex(random, 4)}`;
}
