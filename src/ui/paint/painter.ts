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
  /** Shows `glyph` where a row spins; undefined for what is shown without motion. */
  readonly spin: (glyph: string | undefined) => void;
  /** Draws everything anew: the terminal has been resized, or shows what others wrote. */
  readonly repaint: () => void;
  /** Writes nothing until `resume`, which draws everything anew. */
  readonly pause: () => void;
  readonly resume: () => void;
}

interface Frame {
  readonly rows: readonly Line[];
  readonly size: Size;
}

interface Shown extends Frame {
  readonly cells: readonly Cells[];
  readonly spinner: string | undefined;
}

/** A painter of the terminal behind `stdout`, whose cursor is hidden and whose colors are unset. */
export function createPainter(stdout: Canvas, hasColor: boolean): Painter {
  let wanted: Frame | undefined;
  let spinner: string | undefined;
  /** What the terminal shows; undefined where that is not known. */
  let shown: Shown | undefined;
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
    const last = shown && isSameSize(shown.size, size) ? shown : undefined;
    const cells = Array.from({ length: size.rows }, (_, row) => {
      const line = rows[row] ?? [];
      return keptCells(last, row, line) ?? cellsOf(line, size.columns, spinner);
    });
    const text = difference(last?.cells, cells, size, hasColor);
    shown = { rows, size, cells, spinner };
    if (text !== "") stdout.write(text);
  }

  /** The cells of a row that stays as it is. */
  function keptCells(last: Shown | undefined, row: number, line: Line): Cells | undefined {
    const before = last?.rows[row];
    if (!before || !isSameLine(line, before)) return undefined;
    const hasTurned = last.spinner !== spinner && line.some(({ isSpinner }) => isSpinner);
    return hasTurned ? undefined : last.cells[row];
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

function isSameSize(one: Size, other: Size): boolean {
  return one.columns === other.columns && one.rows === other.rows;
}
