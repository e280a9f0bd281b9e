/*
 * The history is a row of files: `history.jsonl`, `history.2.jsonl`, `history.3.jsonl`. The newest
 * is appended to, the one before it is kept, older ones are deleted. Files are never renamed and
 * numbers never reused, so processes need no lock to start the next file: both may create it, and
 * neither can move away what the other has just begun.
 */

const form = /^history(?:\.([2-9]|[1-9]\d{1,8}))?\.jsonl$/;

/** The file name of a generation; the first is 1. */
export function generationName(generation: number): string {
  return generation === 1 ? "history.jsonl" : `history.${generation}.jsonl`;
}

export function generationsAmong(names: readonly string[]): readonly number[] {
  return names
    .flatMap((name) => {
      const match = form.exec(name);
      return match ? [Number(match[1] ?? 1)] : [];
    })
    .toSorted((one, other) => one - other);
}

export function newestOf(generations: readonly number[]): number {
  return Math.max(1, ...generations);
}

export function isKept(generation: number, generations: readonly number[]): boolean {
  return generation >= newestOf(generations) - 1;
}
