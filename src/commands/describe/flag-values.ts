import { InvalidArgumentError } from "commander";

/** A day, in seconds. */
export const daySeconds = 86_400;

const unitMs = { "": 1000, s: 1000, m: 60_000, h: 3_600_000 } as const;

/**
 * A time: seconds, or a number with its unit.
 *
 * @returns milliseconds
 * @throws InvalidArgumentError
 */
export function timeIn(text: string, leastSeconds: number, mostSeconds: number): number {
  const [, amount, unit = ""] = /^(\d+(?:\.\d+)?)([smh]?)$/.exec(text.trim()) ?? [];
  const ms = Number(amount) * unitMs[unit as keyof typeof unitMs];
  if (ms >= leastSeconds * 1000 && ms <= mostSeconds * 1000) return ms;
  throw new InvalidArgumentError(
    `It must be from ${leastSeconds} to ${mostSeconds} seconds, such as 90, 90s, 10m or 2h.`,
  );
}

/** The same, or 0. */
export function timeOrNever(text: string, leastSeconds: number, mostSeconds: number): number {
  if (/^0+(?:\.0+)?[smh]?$/.test(text.trim())) return 0;
  try {
    return timeIn(text, leastSeconds, mostSeconds);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw new InvalidArgumentError(error.message.replace("must be", "must be 0, or"));
  }
}

/** @throws InvalidArgumentError */
export function numberIn(text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= least && value <= most) return value;
  throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`);
}

/** @throws InvalidArgumentError */
export function wholeNumberIn(text: string, least: number, most: number): number {
  const value = numberIn(text, least, most);
  if (Number.isInteger(value)) return value;
  throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
}
