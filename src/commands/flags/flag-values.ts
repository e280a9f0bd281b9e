import { InvalidArgumentError } from "commander";
import { parseTime } from "../../text/parse-time.ts";

export const daySeconds = 86_400;

type Read = (text: string) => number;

/** Reads a time, see `parseTime`, as milliseconds; throws InvalidArgumentError. */
export function timeIn(leastSeconds: number, mostSeconds: number, refusal = "must be"): Read {
  return (text) => {
    const ms = parseTime(text);
    if (ms !== undefined && ms >= leastSeconds * 1000 && ms <= mostSeconds * 1000) return ms;
    throw new InvalidArgumentError(
      `It ${refusal} from ${inUnit(leastSeconds)} to ${inUnit(mostSeconds)}, such as 90s, 10m or 1h30m.`,
    );
  };
}

export const upToAWeek = timeIn(1, 7 * daySeconds);

export function timeOrNever(leastSeconds: number, mostSeconds: number): Read {
  const read = timeIn(leastSeconds, mostSeconds, "must be 0, or");
  return (text) => (parseTime(text) === 0 ? 0 : read(text));
}

/** A limit in the largest unit that has it whole. */
function inUnit(seconds: number): string {
  if (seconds % daySeconds === 0) return `${seconds / daySeconds}d`;
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}

const unitBytes = { KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 } as const;

/** Reads a size with its unit as bytes, or 0; throws InvalidArgumentError. */
export function sizeOrNone(leastBytes: number): Read {
  return (text) => {
    const given = text.trim();
    if (/^0+(?:[KMGT]?B)?$/i.test(given)) return 0;
    const [, amount, unit = ""] = /^(\d+(?:\.\d+)?) ?([KMGT]B)$/i.exec(given) ?? [];
    const bytes = Number(amount) * unitBytes[unit.toUpperCase() as keyof typeof unitBytes];
    if (bytes >= leastBytes) return Math.floor(bytes);
    throw new InvalidArgumentError(
      `It must be 0, or at least ${leastBytes / 1e6}MB, such as 500MB or 2GB.`,
    );
  };
}

export function numberIn(least: number, most: number): Read {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== "" && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`);
  };
}

export function wholeNumberIn(least: number, most: number): Read {
  const read = numberIn(least, most);
  return (text) => {
    const value = read(text);
    if (Number.isInteger(value)) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}
