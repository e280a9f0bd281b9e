/** A terminal's size, or a pane's, in cells. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** How the ids are laid out between header and footer. */
export type Layout =
  /** Panes side by side, row by row; together they fill the room exactly. */
  | { readonly kind: "panes"; readonly grid: readonly (readonly Size[])[] }
  /** A line for each id. */
  | { readonly kind: "lines"; readonly size: Size }
  /** Less than anything can be shown in. */
  | { readonly kind: "tooSmall" };

/** The smallest screen that shows something. */
export const smallestScreen: Size = { columns: 20, rows: 3 };
const smallestPane: Size = { columns: 38, rows: 7 };
/** The shape in which a pane reads best; more columns than rows. */
const favouritePane: Size = { columns: 40, rows: 11 };
const headerAndFooterRows = 2;

/**
 * Lays out the screen: panes, if all ids fit as panes of at least 38×7, else a line for each.
 * Pure arithmetic.
 *
 * @param count ids, 1 or more
 * @param screen the terminal's size
 */
export function layOut(count: number, screen: Size): Layout {
  const { columns } = screen;
  if (columns < smallestScreen.columns || screen.rows < smallestScreen.rows) {
    return { kind: "tooSmall" };
  }
  const room = { columns, rows: screen.rows - headerAndFooterRows };
  const across = bestAcross(count, room);
  if (across === undefined) return { kind: "lines", size: room };
  const heights = shares(room.rows, Math.ceil(count / across));
  const grid = heights.map((rows, row) => {
    const panes = Math.min(across, count - row * across);
    return shares(room.columns, panes).map((paneColumns) => ({ columns: paneColumns, rows }));
  });
  return { kind: "panes", grid };
}

/** How many panes stand side by side so that the tightest of width and height is widest. */
function bestAcross(count: number, room: Size): number | undefined {
  let best: { across: number; score: number } | undefined;
  const most = Math.min(count, Math.floor(room.columns / smallestPane.columns));
  for (let across = 1; across <= most; across += 1) {
    const columns = Math.floor(room.columns / across);
    const rows = Math.floor(room.rows / Math.ceil(count / across));
    const score = Math.min(columns / favouritePane.columns, rows / favouritePane.rows);
    if (rows >= smallestPane.rows && score >= (best?.score ?? 0)) best = { across, score };
  }
  return best?.across;
}

/** `total` cells in `parts` parts that differ by one at most, the larger first. */
function shares(total: number, parts: number): readonly number[] {
  const least = Math.floor(total / parts);
  const larger = total - least * parts;
  return Array.from({ length: parts }, (_, index) => least + (index < larger ? 1 : 0));
}
