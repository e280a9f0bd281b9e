/** Parts of a cell, an eighth more each. */
export const blocks = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const;

/** A cell for each value, in proportion to the greatest one: half as much is half as high. */
export function barRow(values: readonly number[]): string {
  const greatest = Math.max(...values);
  const height = (value: number) => (greatest > 0 ? Math.round((8 * value) / greatest) : 0);
  return values.map((value) => blocks[Math.max(1, height(value))]).join("");
}
