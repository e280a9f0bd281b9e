/** One thing that was measured, and what was measured beside it in the same run. */
export interface Measured {
  readonly what: string;
  readonly ours: number;
  readonly reference: string;
  readonly theirs: number;
  readonly unit: string;
}

/** The middle one; of an even number the lower of the two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** A row for each, as a Markdown table. */
export function table(rows: readonly Measured[]): string {
  const lines = rows.map(({ what, ours, reference, theirs, unit }) => {
    const cells = [what, `${short(ours)} ${unit}`, reference, `${short(theirs)} ${unit}`];
    return `| ${[...cells, short(ours / theirs)].join(" | ")} |`;
  });
  return [
    "| what | aggwatch | beside it | | ratio |",
    "| --- | ---: | --- | ---: | ---: |",
    ...lines,
  ].join("\n");
}

/** Two digits that mean something, and no power of ten. */
function short(value: number): string {
  const digits = value >= 10 ? 0 : value >= 1 ? 1 : value >= 0.1 ? 2 : 3;
  return value.toLocaleString("en-GB", { maximumFractionDigits: digits });
}
