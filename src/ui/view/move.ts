import { type Layout, tableCapacity } from "./layout.ts";
import type { Step } from "./action.ts";

/** The index that the focus goes to, among `count` shown, at least 1; the same at an edge. */
export function movedIndex(index: number, step: Step, count: number, layout: Layout): number {
  switch (step) {
    case "next":
      return (index + 1) % count;
    case "previous":
      return (index + count - 1) % count;
    case "first":
      return 0;
    case "last":
      return count - 1;
    case "pageUp":
      return Math.max(0, index - pageOf(layout, count));
    case "pageDown":
      return Math.min(count - 1, index + pageOf(layout, count));
    case "up":
    case "down":
    case "left":
    case "right":
      return layout.kind === "panes"
        ? inGrid(index, step, layout.grid)
        : inList(index, step, count, layout.kind === "zoom");
  }
}

function pageOf(layout: Layout, count: number): number {
  return layout.kind === "table" ? Math.max(1, tableCapacity(layout.table)) : count;
}

/** Nothing stands beside a table's rows; beside a zoomed id stand the others. */
function inList(index: number, step: Step, count: number, isZoomed: boolean): number {
  if (step === "up" || (isZoomed && step === "left")) return Math.max(0, index - 1);
  if (step === "down" || (isZoomed && step === "right")) return Math.min(count - 1, index + 1);
  return index;
}

function inGrid(index: number, step: Step, grid: readonly (readonly unknown[])[]): number {
  const starts = grid.map((_, row) => grid.slice(0, row).flat().length);
  const row = starts.findLastIndex((start) => start <= index);
  const column = index - (starts[row] ?? 0);
  const across = grid[row]?.length ?? 1;
  if (step === "left") return column > 0 ? index - 1 : index;
  if (step === "right") return column < across - 1 ? index + 1 : index;
  const target = row + (step === "down" ? 1 : -1);
  const targetAcross = grid[target]?.length;
  const start = starts[target];
  if (targetAcross === undefined || start === undefined) return index;
  // The last row may have fewer, wider panes: the one below the middle of this one.
  return start + Math.floor(((column + 0.5) / across) * targetAcross);
}
