import type { Point } from "../keys/mouse.ts";
import { hasTitles, type Layout, tableCapacity } from "./layout.ts";
import { layoutOf, type Seen } from "./reconcile.ts";
import type { View } from "./view.ts";

/** The id whose pane or row a point of the screen is in; undefined where there is none. */
export function idAt(view: View, seen: Seen, { column, row }: Point): string | undefined {
  const layout = layoutOf(view, seen);
  // Below the header.
  const place = placeIn(layout, { column, row: row - 1 }, view);
  return place === undefined ? undefined : view.order[place];
}

function placeIn(layout: Layout, { column, row }: Point, { top }: View): number | undefined {
  switch (layout.kind) {
    case "panes":
      return paneAt(layout.grid, { column, row });
    case "table": {
      const { table, overviewRows } = layout;
      const inTable = row - overviewRows - (hasTitles(table.rows) ? 1 : 0);
      const isInside = inTable >= 0 && inTable < tableCapacity(table) && column < table.columns;
      return isInside ? top + inTable : undefined;
    }
    case "zoom":
    case "tooSmall":
      return undefined;
  }
}

function paneAt(
  grid: Extract<Layout, { readonly kind: "panes" }>["grid"],
  { column, row }: Point,
): number | undefined {
  let [before, bottom] = [0, 0];
  for (const panes of grid) {
    const height = panes[0]?.rows ?? 0;
    if (row >= bottom && row < bottom + height) {
      let right = 0;
      const across = panes.findIndex(({ columns }) => column < (right += columns));
      return across === -1 ? undefined : before + across;
    }
    before += panes.length;
    bottom += height;
  }
  return undefined;
}
