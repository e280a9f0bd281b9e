/** The id of an aggregation by its index: 32 hexadecimal characters, as the API has them. */
export function idOf(index: number): string {
  return `2c918084${index.toString(16).padStart(24, "0")}`;
}

export function indexOf(id: string): number {
  return Number.parseInt(id.slice(8), 16);
}

export function sourceOf(index: number): string {
  return `Source ${String(index).padStart(4, "0")}`;
}
