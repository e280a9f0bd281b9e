/**
 * A list of numbers in which equal neighbors are kept once: pairs of a number and of how often it
 * comes. One id of a thousand is polled every few minutes, so most of its numbers are equal.
 */
export type Runs = readonly number[];

export function* numbersOf(runs: Runs): Generator<number> {
  for (let at = 0; at < runs.length; at += 2) {
    for (let times = runs[at + 1] ?? 0; times > 0; times -= 1) yield runs[at] ?? 0;
  }
}

/** Appends a number that comes `times` times, 0 or more. */
export function append(runs: number[], value: number, times = 1): void {
  if (times <= 0) return;
  const last = runs.length - 2;
  if (runs[last] === value) runs[last + 1] = (runs[last + 1] ?? 0) + times;
  else runs.push(value, times);
}

/** Takes the last number away; undefined if there is none. */
export function takeLast(runs: number[]): number | undefined {
  const last = runs.length - 2;
  const [value, times = 0] = last < 0 ? [] : runs.slice(last);
  if (times > 1) runs[last + 1] = times - 1;
  else runs.length = Math.max(0, last);
  return value;
}

/** Without the first `surplus` numbers. */
export function withoutFirst(runs: Runs, surplus: number): Runs {
  let at = 0;
  let left = surplus;
  for (; at < runs.length && left >= (runs[at + 1] ?? 0); at += 2) left -= runs[at + 1] ?? 0;
  const rest = runs.slice(at);
  return left > 0 && rest.length > 0 ? rest.with(1, (rest[1] ?? 0) - left) : rest;
}
