import type { Line } from "../../src/ui/lines/line.ts";
import type { Painter } from "../../src/ui/paint/painter.ts";

/** A painter that keeps the newest rows, and the glyph that spins in them. */
export function keepingPainter() {
  let rows: readonly Line[] = [];
  let spinner: string | undefined;
  const painter: Pick<Painter, "paint" | "spin"> = {
    paint: (next) => void (rows = next),
    spin: (glyph) => void (spinner = glyph),
  };
  const texts = () =>
    rows.map((line) =>
      line.map(({ text, isSpinner }) => (isSpinner ? (spinner ?? text) : text)).join(""),
    );
  return { painter, texts, spinner: () => spinner };
}
