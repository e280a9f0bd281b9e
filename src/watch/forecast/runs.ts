/**
 * A list of numbers, 0 or more, in which equal neighbors are kept once: a negative number says how
 * often the next one comes. One id of a thousand is polled every few minutes, and a counter that
 * stands still is 0 for long, so most numbers of a plot are equal.
 */
export type Runs = readonly number[];

interface Run {
  readonly value: number;
  readonly times: number;
}

export function numbersOf(runs: Runs): readonly number[] {
  const numbers: number[] = [];
  for (let at = 0; at < runs.length;) {
    const { value, times, width } = runAt(runs, at);
    for (let time = 0; time < times; time += 1) numbers.push(value);
    at += width;
  }
  return numbers;
}

/** Adds each number to the sum at its place, of which that of the last is `last`; others have none. */
export function addTo(sums: number[], runs: Runs, last: number): void {
  let after = last + 1;
  // From the end: of a long past only the latest has sums.
  for (let at = runs.length - 1; at >= 0 && after > 0; at -= 1) {
    const value = runs[at] ?? 0;
    const before = at > 0 ? (runs[at - 1] ?? 0) : 0;
    const times = before < 0 ? -before : 1;
    if (before < 0) at -= 1;
    const end = value > 0 ? Math.min(after, sums.length) : 0;
    after -= times;
    for (let place = Math.max(0, after); place < end; place += 1) {
      sums[place] = (sums[place] ?? 0) + value;
    }
  }
}

/** Appends a number that comes `times` times, 0 or more. */
export function append(runs: number[], value: number, times = 1): void {
  if (times <= 0) return;
  const last = takeRun(runs);
  if (last?.value === value) {
    runs.push(...inRuns({ value, times: last.times + times }));
  } else {
    runs.push(...(last ? inRuns(last) : []), ...inRuns({ value, times }));
  }
}

/** Takes the last number away; undefined if there is none. */
export function takeLast(runs: number[]): number | undefined {
  const last = takeRun(runs);
  if (last && last.times > 1) runs.push(...inRuns({ ...last, times: last.times - 1 }));
  return last?.value;
}

/** Without the first `surplus` numbers. */
export function withoutFirst(runs: Runs, surplus: number): Runs {
  let left = surplus;
  let at = 0;
  while (left > 0 && at < runs.length) {
    const { value, times, width } = runAt(runs, at);
    at += width;
    if (times > left) return [...inRuns({ value, times: times - left }), ...runs.slice(at)];
    left -= times;
  }
  return runs.slice(at);
}

function runAt(runs: Runs, at: number): Run & { readonly width: number } {
  const first = runs[at] ?? 0;
  return first < 0
    ? { value: runs[at + 1] ?? 0, times: -first, width: 2 }
    : { value: first, times: 1, width: 1 };
}

function takeRun(runs: number[]): Run | undefined {
  const value = runs.pop();
  if (value === undefined) return undefined;
  const times = (runs.at(-1) ?? 0) < 0 ? -(runs.pop() ?? 0) : 1;
  return { value, times };
}

function inRuns({ value, times }: Run): Runs {
  return times > 1 ? [-times, value] : [value];
}
