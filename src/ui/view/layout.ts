/** A terminal's size, or a part's, in cells. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The room between header and footer; its parts fill it exactly. */
export type Layout =
  | { readonly kind: "panes"; readonly grid: readonly (readonly Size[])[] }
  /** A row for each id, and the focused id's pane where there is room. */
  | {
      readonly kind: "table";
      /** In the third, what all ids process together. */
      readonly overviewRows: 0 | 2 | 3;
      readonly table: Size;
      readonly detail: { readonly at: "below" | "beside"; readonly size: Size } | undefined;
    }
  | { readonly kind: "zoom"; readonly size: Size }
  | { readonly kind: "tooSmall" };

export const smallestScreen: Size = { columns: 20, rows: 3 };
/** Every state has room here for what it must say. */
export const smallestPane: Size = { columns: 38, rows: 7 };
/** The shape in which a pane reads best. */
const favoritePane: Size = { columns: 40, rows: 11 };
const headerAndFooterRows = 2;
const overviewRows = 2;
const overviewRowsWithRate = 3;
/** A plot has room here beside its title, however high the rate is. */
const rateColumns = 60;
/** With its titles; a smaller table gives nothing away to overview or pane. */
const fewestTableRows = 7;
/** Room for all columns of a table. */
const wholeTableColumns = 88;
const besideColumns = 44;
/** Left blank between a table and what stands beside it. */
export const betweenColumns = 1;

/**
 * Lays out `count` ids: in panes, if all fit at 38×7 or more, else in a table, with the focused id's
 * pane beside or below it where there is room. The overview is there where not all ids can be seen,
 * and where it takes no row that they need or a pane that reads well; with the rate of all where one
 * more is left. A screen too small for a pane is never zoomed.
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

export function canZoom({ columns, rows }: Size): boolean {
  return columns >= smallestPane.columns && rows - headerAndFooterRows >= smallestPane.rows;
}

export function tableCapacity({ rows }: Size): number {
  return hasTitles(rows) ? rows - 1 : rows;
}

/** A very low table has no row to spare for titles. */
export function hasTitles(rows: number): boolean {
  return rows >= 4;
}

function tableIn(room: Size, count: number): Layout {
  const { columns, rows } = room;
  const isWide = columns >= wholeTableColumns + besideColumns && rows >= smallestPane.rows;
  const isAllSeen = count + 1 <= rows - smallestPane.rows;
  // Where not all ids can be seen, the overview comes before a pane.
  const least = fewestTableRows + smallestPane.rows + (isAllSeen ? 0 : overviewRows);
  const hasDetail = !isWide && columns >= smallestPane.columns && rows >= least;
  const rowsFor = hasDetail ? rows - smallestPane.rows : rows;
  const isCut = count + 1 > rowsFor && rowsFor >= fewestTableRows + overviewRows;
  const detailRows = hasDetail ? favoritePane.rows : 0;
  const needed = isWide ? Math.max(count + 1, favoritePane.rows) : count + 1 + detailRows;
  const hasRate = columns >= rateColumns && rows >= needed + overviewRowsWithRate;
  const fewer = isCut || rows >= needed + overviewRows ? overviewRows : 0;
  const overview = hasRate ? overviewRowsWithRate : fewer;
  const left = rows - overview;
  const table = { kind: "table", overviewRows: overview } as const;
  if (isWide) {
    const own = Math.max(wholeTableColumns, Math.floor((columns * 2) / 3));
    const size = { columns: columns - own - betweenColumns, rows: left };
    const detail = { at: "beside", size } as const;
    return { ...table, table: { columns: own, rows: left }, detail };
  }
  if (!hasDetail) return { ...table, table: { columns, rows: left }, detail: undefined };
  const own = Math.min(count + 1, left - smallestPane.rows);
  const detail = { at: "below", size: { columns, rows: left - own } } as const;
  return { ...table, table: { columns, rows: own }, detail };
}

function grid(count: number, across: number, room: Size): readonly (readonly Size[])[] {
  const heights = shares(room.rows, Math.ceil(count / across));
  return heights.map((rows, row) => {
    const panes = Math.min(across, count - row * across);
    return shares(room.columns, panes).map((columns) => ({ columns, rows }));
  });
}

/** As many panes side by side as leave the tighter of width and height roomiest. */
function bestAcross(count: number, room: Size): number | undefined {
  let best: { across: number; score: number } | undefined;
  const most = Math.min(count, Math.floor(room.columns / smallestPane.columns));
  for (let across = 1; across <= most; across += 1) {
    const columns = Math.floor(room.columns / across);
    const rows = Math.floor(room.rows / Math.ceil(count / across));
    const score = Math.min(columns / favoritePane.columns, rows / favoritePane.rows);
    if (rows >= smallestPane.rows && score >= (best?.score ?? 0)) best = { across, score };
  }
  return best?.across;
}

/** `total` cells in parts that differ by at most one, the larger first. */
function shares(total: number, parts: number): readonly number[] {
  const least = Math.floor(total / parts);
  const larger = total - least * parts;
  return Array.from({ length: parts }, (_, index) => least + (index < larger ? 1 : 0));
}
