import { isSameLine, type Line } from "../lines/line.ts";
import type { Size } from "../view/layout.ts";
import { type Cells, cellsOf } from "./cells.ts";
import { difference } from "./difference.ts";

/** The terminal as far as a painter needs it. */
export type Canvas = Pick<NodeJS.WriteStream, "write" | "writableNeedDrain" | "once">;

/** Keeps what a terminal shows at the newest rows, by writing what differs. */
export interface Painter {
  /** Shows rows that are each as wide as `size`; those of a terminal that is full are skipped. */
  readonly paint: (rows: readonly Line[], size: Size) => void;
  /** Shows `glyph` where a row spins; undefined for what stands there without motion. */
  readonly spin: (glyph: string | undefined) => void;
  /** Draws everything anew: the terminal has been resized, or shows what others wrote. */
  readonly repaint: () => void;
  /** Writes nothing until `resume`, which draws everything anew. */
  readonly pause: () => void;
  readonly resume: () => void;
}

/** A painter of the terminal behind `stdout`, whose cursor is hidden and whose colors are unset. */
export function createPainter(stdout: Canvas, hasColor: boolean): Painter {
  let wanted: { readonly rows: readonly Line[]; readonly size: Size } | undefined;
  let spinner: string | undefined;
  /** What the terminal shows; undefined where that is not known. */
  let shown:
    | (typeof wanted & { readonly cells: readonly Cells[]; spinner: typeof spinner })
    | undefined;
  let isPaused = false;
  let isFull = false;

  function draw(): void {
    if (!wanted || isPaused || isFull) return;
    if (stdout.writableNeedDrain) {
      isFull = true;
      stdout.once("drain", () => {
        isFull = false;
        draw();
      });
      return;
    }
    const { rows, size } = wanted;
    const { columns } = size;
    const last =
      shown?.size.columns === columns && shown.size.rows === size.rows ? shown : undefined;
    const cells = Array.from({ length: size.rows }, (_, row): Cells => {
      const [line = [], before] = [rows[row], last?.rows[row]];
      const isKept =
        before && isSameLine(line, before) && !(hasSpinner(line) && last?.spinner !== spinner);
      return (isKept ? last?.cells[row] : undefined) ?? cellsOf(line, columns, spinner);
    });
    const text = difference(last?.cells, cells, size, hasColor);
    shown = { rows, size, cells, spinner };
    if (text !== "") stdout.write(text);
  }

  function repaint(): void {
    shown = undefined;
    draw();
  }

  return {
    paint(rows, size) {
      wanted = { rows, size };
      draw();
    },
    spin(glyph) {
      spinner = glyph;
      draw();
    },
    repaint,
    pause: () => void (isPaused = true),
    resume() {
      isPaused = false;
      repaint();
    },
  };
}

function hasSpinner(line: Line): boolean {
  return line.some(({ isSpinner }) => isSpinner);
}
