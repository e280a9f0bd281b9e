/** Where a mouse is on the screen, in cells from 0. */
export interface Point {
  readonly column: number;
  readonly row: number;
}

/** What a mouse does that means something; `other` is a button or a release that means nothing. */
export type MouseReport =
  | ({ readonly type: "click" } & Point)
  | { readonly type: "wheel"; readonly to: "up" | "down" }
  | { readonly type: "other" };

/** SGR mouse reports of xterm (mode 1006), without their Escape; they count cells from 1. */
const report = /^\[<(\d+);(\d+);(\d+)([Mm])$/;
/** Shift, Alt and Ctrl. */
const modifiers = 4 + 8 + 16;

/** Reads an input event of Ink's; undefined where no mouse has sent it. */
export function mouseReport(input: string): MouseReport | undefined {
  const [whole, code = "", column = "", row = "", final] = report.exec(input) ?? [];
  if (whole === undefined) return undefined;
  // Modifier keys don't matter.
  const button = Number(code) & ~modifiers;
  if (final === "M" && button === 0) {
    return { type: "click", column: Number(column) - 1, row: Number(row) - 1 };
  }
  if (final === "M" && button === 64) return { type: "wheel", to: "up" };
  if (final === "M" && button === 65) return { type: "wheel", to: "down" };
  return { type: "other" };
}
