import { InvalidArgumentError } from "commander";

export const daySeconds = 86_400;

const unitMs = { "": 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

type Read = (text: string) => number;

/** Reads a time, in seconds or with its unit, as milliseconds; throws InvalidArgumentError. */
export function timeIn(leastSeconds: number, mostSeconds: number, refusal = "must be"): Read {
  return (text) => {
    const [, amount, unit = ""] = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(text.trim()) ?? [];
    const ms = Number(amount) * unitMs[unit as keyof typeof unitMs];
    if (ms >= leastSeconds * 1000 && ms <= mostSeconds * 1000) return ms;
    throw new InvalidArgumentError(
      `It ${refusal} from ${leastSeconds} to ${mostSeconds} seconds, such as 90, 90s, 10m or 2h.`,
    );
  };
}

export const upToAWeek = timeIn(1, 7 * daySeconds);

export function timeOrNever(leastSeconds: number, mostSeconds: number): Read {
  const read = timeIn(leastSeconds, mostSeconds, "must be 0, or");
  return (text) => (/^0+(?:\.0+)?[smhd]?$/.test(text.trim()) ? 0 : read(text));
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
