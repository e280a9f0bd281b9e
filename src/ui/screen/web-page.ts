import { block, fitted, type Line, span, wrapped } from "../lines/line.ts";
import type { Size } from "../view/layout.ts";
import type { WebPage } from "../view/view.ts";

/** An address in full, to be clicked or copied, and why no browser shows it: exactly `size`. */
export function webPageRows(
  { name, address, problem }: WebPage,
  hasLinks: boolean,
  size: Size,
): readonly Line[] {
  const columns = Math.max(1, size.columns - 2);
  const link = hasLinks ? address : undefined;
  const whole = wrapped(address, columns);
  const lines: readonly Line[] = [
    [span(name, "strong")],
    ...whole.map((line) => line.map((part) => ({ ...part, link }))),
    ...wrapped(`${problem}; y copies the address`, columns, "dim"),
  ];
  const isRoomy = lines.length + 1 <= size.rows;
  // The address goes first where there is room for little else.
  const shown = lines.length <= size.rows ? lines : lines.slice(1);
  const indented = shown.map((line) => fitted([span(" "), ...line], size.columns));
  return block(isRoomy ? [[], ...indented] : indented, size);
}
