import type { Progress } from "../../watch/forecast/progress.ts";
import { type Line, span } from "./line.ts";
import type { Role } from "./theme.ts";

const full = "━";
const half = "╸";
const empty = "┈";

/** A progress bar in steps of half a column, rounded down: full only when nothing is left. */
export function bar({ processed, total }: Progress, columns: number, role: Role): Line {
  const ratio = total > 0 ? Math.min(1, Math.max(0, processed / total)) : 1;
  const halves = Math.floor(ratio * columns * 2);
  const done = full.repeat(Math.floor(halves / 2)) + (halves % 2 === 1 ? half : "");
  return [span(done, role), span(empty.repeat(columns - done.length), "faint")];
}

/** The bar of an unknown total: a piece that moves to and fro, a column with each step. */
export function wanderingBar(columns: number, step: number, role: Role): Line {
  const length = Math.min(6, columns);
  const way = columns - length;
  const turn = way === 0 ? 0 : step % (2 * way);
  const at = turn <= way ? turn : 2 * way - turn;
  return [
    span(empty.repeat(at), "faint"),
    span(full.repeat(length), role),
    span(empty.repeat(way - at), "faint"),
  ];
}
