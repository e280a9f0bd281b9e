import { drawHex, drawWhole, type Random } from "../timeline/random.ts";

export function newStyleId(random: Random): string {
  return drawHex(random, 32);
}

/**
 * An id as tenants gave them until 2021, such as 2c91808477a6b0c60177a81146b8110b: characters 16 to 28
 * are its creation in milliseconds since the Unix epoch, here in 2021, drawn by the seed.
 */
export function oldStyleId(random: Random): string {
  const year = [Date.UTC(2021, 0, 1), Date.UTC(2022, 0, 1)] as const;
  const madeAt = drawWhole(random, year).toString(16).padStart(12, "0");
  return `2c9180${drawHex(random, 10)}${madeAt}${drawHex(random, 4)}`;
}
