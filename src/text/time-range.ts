/** Milliseconds. */
export interface TimeRange {
  readonly low: number;
  readonly high: number;
}

const minuteMs = 60_000;

/** Preferred numbers, each about a fifth to a third more than the one before. */
const stepsMin = [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50];
const hours = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12, 15, 20, 24, 30, 36, 48];
const stepsMs = [...stepsMin, ...hours.map((hour) => hour * 60)].map((step) => step * minuteMs);
/** A shown end is kept until the forecast has left it by this part. */
const slack = 0.1;
const leastHigh = minuteMs;

/**
 * A range as it is shown: its ends are preferred numbers, the lower one the nearest, the upper one
 * not below it, since users plan with that. They are kept until the range has left them by a tenth:
 * text that changes all the time can't be read, and digits beyond what is known are noise.
 *
 * @param before as shown before
 * @returns 0 below the first step, infinite above the last
 */
export function toldRange({ low, high }: TimeRange, before?: TimeRange): TimeRange {
  const toldBelow = before && isStillLow(low, before.low) ? before.low : toldLow(low);
  const toldAbove = before && isStillHigh(high, before.high) ? before.high : toldHigh(high);
  // One end may stay where the other has passed it.
  return { low: Math.min(toldBelow, toldAbove), high: toldAbove };
}

function toldLow(ms: number): number {
  const below = stepsMs.findLast((step) => step <= ms) ?? 0;
  const next = nextStep(below);
  return ms < between(below, next) ? below : next;
}

function toldHigh(ms: number): number {
  const least = Math.max(leastHigh, ms);
  return stepsMs.find((step) => step >= least) ?? Number.POSITIVE_INFINITY;
}

function isStillLow(ms: number, told: number): boolean {
  const least = between(stepBefore(told), told) * (1 - slack);
  return ms >= least && ms < between(told, nextStep(told)) * (1 + slack);
}

function isStillHigh(ms: number, told: number): boolean {
  return ms <= told * (1 + slack) && ms >= stepBefore(told) * (1 - slack);
}

/** Where one step gives way to the next: in the middle, by their ratio. */
function between(step: number, next: number): number {
  if (step === 0) return Math.SQRT1_2 * next;
  return Number.isFinite(next) ? Math.sqrt(step * next) : step;
}

function nextStep(step: number): number {
  return nextSteps.get(step) ?? Number.POSITIVE_INFINITY;
}

function stepBefore(step: number): number {
  return stepsBefore.get(step) ?? 0;
}

/** Tables, since every frame rounds the range of every id. */
const nextSteps = new Map(stepsMs.map((step, place) => [step, stepsMs[place + 1]]));
const stepsBefore = new Map(
  [...stepsMs, Number.POSITIVE_INFINITY].map((step, place) => [step, stepsMs[place - 1]]),
);
