import { Transform } from "ink";
import Spinner from "ink-spinner";
import { useLayoutEffect } from "react";
import type { Line } from "../lines/line.ts";
import type { Painter } from "../paint/painter.ts";
import type { Size } from "../view/layout.ts";

export interface PaintedProps {
  readonly rows: readonly Line[];
  readonly size: Size;
  readonly painter: Pick<Painter, "paint" | "spin">;
  /** Whether what spins does; without it something else stands there. */
  readonly hasSpinner: boolean;
}

/** Rows in exactly the cells of `size`. Ink draws nothing: the spinner's glyph is painted as well. */
export function Painted({ rows, size, painter, hasSpinner }: PaintedProps) {
  useLayoutEffect(() => painter.paint(rows, size));
  const isSpinning = hasSpinner && rows.some((line) => line.some(({ isSpinner }) => isSpinner));
  return isSpinning ? <PaintedSpinner painter={painter} /> : null;
}

function PaintedSpinner({ painter }: Pick<PaintedProps, "painter">) {
  useLayoutEffect(() => () => painter.spin(undefined), [painter]);
  const taken = (glyph: string) => {
    painter.spin(glyph);
    return "";
  };
  return (
    <Transform transform={taken}>
      <Spinner />
    </Transform>
  );
}
