import type { Size } from "../../src/ui/view/layout.ts";
import { documentOf } from "./document.ts";
import { cell } from "./glyphs.ts";
import type { InventedWatch } from "./invented-watch.ts";
import { piecesOf } from "./pieces.ts";
import { openScreen } from "./screen.ts";

interface Moment {
  readonly size: Size;
  /** Seconds after the begin of the watch. */
  readonly at: number;
  readonly keys?: readonly string[];
}

/** The screen of a watch at one moment, in the colors of the reader's system. */
export async function stillOf(
  watch: InventedWatch,
  { size, at, keys = [] }: Moment,
): Promise<string> {
  const screen = await openScreen(watch.shown, size);
  await watch.passTo(at);
  for (const key of keys) screen.press(key);
  await screen.paint();
  const pieces = piecesOf(screen.terminal);
  screen.close();
  await watch.close();
  return documentOf(pieces, { ...inPixels(size), theme: "both" });
}

/** The width and height of so many columns and rows. */
export function inPixels({ columns, rows }: Size) {
  return { width: columns * cell.width, height: rows * cell.height };
}
