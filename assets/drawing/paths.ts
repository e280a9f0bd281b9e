import { bleed, cell, type Drawing, middle, type Segment } from "./glyphs.ts";

/** The path of drawings with one pen that follow each other in a row, from (x, y) on. */
export function rowPath(drawn: readonly Drawing[], x: number, y: number): string {
  const lines = joined(
    drawn.map(({ across = [] }) => across),
    cell.width,
  ).map(({ from, to, at }) => `M${x + from} ${y + at}H${x + to}`);
  const rest = drawn.map(({ path }, index) =>
    path?.(x + index * cell.width + middle.x, y + middle.y),
  );
  return [skyline(drawn, x, y), ...lines, ...rest].join("");
}

/** The path of drawings that stand on each other in a column, from (x, y) down. */
export function columnPath(drawn: readonly Drawing[], x: number, y: number): string {
  const lines = joined(
    drawn.map(({ upright = [] }) => upright),
    cell.height,
  ).map(({ from, to, at }) => `M${x + at} ${y + from}V${y + to}`);
  const rest = drawn.map((drawing, index) => rowPath([drawing], x, y + index * cell.height));
  return [...lines, ...rest].join("");
}

/** The filled cells in a single outline. */
function skyline(drawn: readonly Drawing[], x: number, y: number): string {
  const bottom = y + cell.height + bleed;
  let path = "";
  let isOpen = false;
  for (const [index, { filled }] of drawn.entries()) {
    if (!filled) continue;
    const left = x + index * cell.width;
    path += isOpen ? "" : `M${left} ${bottom}`;
    path += `V${y + (1 - filled.high) * cell.height}H${left + filled.wide * cell.width}`;
    isOpen = filled.wide === 1 && drawn[index + 1]?.filled !== undefined;
    if (!isOpen) path += `V${bottom}z`;
  }
  return path;
}

/** The segments of cells that follow each other; those that touch as one. */
function joined(cells: readonly (readonly Segment[])[], length: number): readonly Segment[] {
  const long: { from: number; to: number; readonly at: number }[] = [];
  for (const [index, segments] of cells.entries()) {
    for (const { from, to, at } of segments) {
      const before = long.findLast((other) => other.at === at);
      const begin = from + index * length;
      if (before && before.to >= begin) before.to = to + index * length;
      else long.push({ from: begin, to: to + index * length, at });
    }
  }
  return long;
}
