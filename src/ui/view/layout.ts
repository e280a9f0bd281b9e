/** A terminal's size, or a part's, in cells. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** How the room between header and footer is used. All parts together fill it exactly. */
export type Layout =
  /** Panes side by side, row by row. */
  | { readonly kind: "panes"; readonly grid: readonly (readonly Size[])[] }
  /** A row for each id, with the pane of one of them where there is room. */
  | {
      readonly kind: "table";
      /** Rows for all ids together. */
      readonly overviewRows: 0 | 2;
      readonly table: Size;
      readonly detail: { readonly at: "below" | "beside"; readonly size: Size } | undefined;
    }
  /** One id. */
  | { readonly kind: "zoom"; readonly size: Size }
  /** Less than anything can be shown in. */
  | { readonly kind: "tooSmall" };

/** The smallest screen that shows something. */
export const smallestScreen: Size = { columns: 20, rows: 3 };
/** The smallest pane in which every state has room for what it must say. */
export const smallestPane: Size = { columns: 38, rows: 7 };
/** The shape in which a pane reads best; more columns than rows. */
const favouritePane: Size = { columns: 40, rows: 11 };
const headerAndFooterRows = 2;
const overviewRows = 2;
/** So many rows of a table, its titles included, before a part of it is given away. */
const fewestTableRows = 7;
/** A table has room for all its columns in so many. */
const wholeTableColumns = 88;
const besideColumns = 44;

/**
 * Lays out the screen: panes, if all ids fit as panes of at least 38×7, else a table, with the
 * focused id's pane beside or below it where there is room. Pure arithmetic.
 *
 * @param count ids to show
 * @param screen the terminal's size
 * @param isZoomed whether one id is to have the whole screen; where it is too small for a pane,
 *   it stays as it is
 */
export function layOut(count: number, screen: Size, isZoomed = false): Layout {
  if (screen.columns < smallestScreen.columns || screen.rows < smallestScreen.rows) {
    return { kind: "tooSmall" };
  }
  const room = { columns: screen.columns, rows: screen.rows - headerAndFooterRows };
  if (isZoomed && canZoom(screen)) return { kind: "zoom", size: room };
  const across = bestAcross(count, room);
  return across === undefined
    ? tableIn(room, count)
    : { kind: "panes", grid: grid(count, across, room) };
}

/** Whether there is room for the pane of one id. */
export function canZoom({ columns, rows }: Size): boolean {
  return columns >= smallestPane.columns && rows - headerAndFooterRows >= smallestPane.rows;
}

/** How many rows of ids a table has room for. */
export function tableCapacity({ rows }: Size): number {
  return hasTitles(rows) ? rows - 1 : rows;
}

/** A table that is nearly nothing has no row to spare for titles. */
export function hasTitles(rows: number): boolean {
  return rows >= 4;
}

function tableIn(room: Size, count: number): Layout {
  const { columns, rows } = room;
  const isWide = columns >= wholeTableColumns + besideColumns && rows >= smallestPane.rows;
  const isAllSeen = count + 1 <= rows - smallestPane.rows;
  // Where not all can be seen, the overview comes before a pane.
  const least = fewestTableRows + smallestPane.rows + (isAllSeen ? 0 : overviewRows);
  const hasDetail = !isWide && columns >= smallestPane.columns && rows >= least;
  // With the overview, where not all ids can be seen.
  const rowsFor = hasDetail ? rows - smallestPane.rows : rows;
  const isCut = count + 1 > rowsFor && rowsFor >= fewestTableRows + overviewRows;
  const overview = isCut ? overviewRows : 0;
  const left = rows - overview;
  if (isWide) {
    const tableColumns = Math.max(wholeTableColumns, Math.floor((columns * 2) / 3));
    return {
      kind: "table",
      overviewRows: overview,
      table: { columns: tableColumns, rows: left },
      detail: { at: "beside", size: { columns: columns - tableColumns, rows: left } },
    };
  }
  if (!hasDetail) {
    return {
      kind: "table",
      overviewRows: overview,
      table: { columns, rows: left },
      detail: undefined,
    };
  }
  const tableRows = Math.min(count + 1, left - smallestPane.rows);
  return {
    kind: "table",
    overviewRows: overview,
    table: { columns, rows: tableRows },
    detail: { at: "below", size: { columns, rows: left - tableRows } },
  };
}

function grid(count: number, across: number, room: Size): readonly (readonly Size[])[] {
  const heights = shares(room.rows, Math.ceil(count / across));
  return heights.map((rows, row) => {
    const panes = Math.min(across, count - row * across);
    return shares(room.columns, panes).map((columns) => ({ columns, rows }));
  });
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
