import { blocks } from "../../src/text/blocks.ts";

/** How a drawn glyph meets the paper: filled, half filled, or as a stroke. */
export type Pen = "fill" | "shade" | "line" | "heavy" | "dotted" | "mark";

/** A straight piece, so that those that touch become one. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  /** Where it is the other way. */
  readonly at: number;
}

/** What is drawn in a cell in place of a glyph. Lengths are pixels from its upper left corner. */
export interface Drawing {
  readonly pen: Pen;
  readonly across?: readonly Segment[];
  readonly upright?: readonly Segment[];
  /** How high the cell is filled from its foot, and how wide from its left side; from 0 to 1. */
  readonly filled?: { readonly high: number; readonly wide: number };
  /** SVG path data around (x, y), the middle of the cell. */
  readonly path?: (x: number, y: number) => string;
  /** It goes on in the cell above or below. */
  readonly isUpright?: true;
}

/** In pixels. */
export const cell = { width: 9, height: 18 } as const;
export const middle = { x: cell.width / 2, y: cell.height / 2 } as const;

/** What touches a neighbor that is drawn by itself overlaps it a little: no zoom shows a seam. */
export const bleed = 0.5;
/** Of the two lines of a double one, from their middle. */
const apart = 1.5;

const drawings: ReadonlyMap<string, Drawing> = new Map<string, Drawing>([
  ...blocks
    .slice(1)
    .map((glyph, index): [string, Drawing] => [
      glyph,
      { pen: "fill", filled: { high: (index + 1) / (blocks.length - 1), wide: 1 } },
    ]),
  ["▌", { pen: "fill", filled: { high: 1, wide: 1 / 2 } }],
  ["▏", { pen: "fill", filled: { high: 1, wide: 1 / 8 } }],
  ["░", { pen: "shade", filled: { high: 1, wide: 1 } }],
  ["━", { pen: "heavy", across: [{ from: 0, to: cell.width, at: middle.y }] }],
  ["╸", { pen: "heavy", across: [{ from: 0, to: middle.x, at: middle.y }] }],
  ["┈", { pen: "dotted", across: [{ from: 0, to: cell.width, at: middle.y }] }],
  ["─", { pen: "line", across: [across(middle.y)] }],
  ["═", { pen: "line", across: [across(middle.y - apart), across(middle.y + apart)] }],
  ["│", { pen: "line", upright: [upright(middle.x)], isUpright: true }],
  [
    "║",
    { pen: "line", upright: [-apart, apart].map((by) => upright(middle.x + by)), isUpright: true },
  ],
  ["╭", { pen: "line", path: rounded(1, 1), isUpright: true }],
  ["╮", { pen: "line", path: rounded(-1, 1), isUpright: true }],
  ["╰", { pen: "line", path: rounded(1, -1), isUpright: true }],
  ["╯", { pen: "line", path: rounded(-1, -1), isUpright: true }],
  ["╔", { pen: "line", path: doubled(1, 1), isUpright: true }],
  ["╗", { pen: "line", path: doubled(-1, 1), isUpright: true }],
  ["╚", { pen: "line", path: doubled(1, -1), isUpright: true }],
  ["╝", { pen: "line", path: doubled(-1, -1), isUpright: true }],
  [
    "┤",
    {
      pen: "line",
      across: [{ ...across(middle.y), to: middle.x }],
      upright: [upright(middle.x)],
      isUpright: true,
    },
  ],
  ["└", { pen: "line", path: (x, y) => corner(x, y, 1, -1), isUpright: true }],
  ["▸", { pen: "fill", path: (x, y) => `M${x - 2.5} ${y - 4}l6.5 4l-6.5 4z` }],
  ["▾", { pen: "fill", path: (x, y) => `M${x - 4} ${y - 2.5}h8l-4 6z` }],
  ["▴", { pen: "fill", path: (x, y) => `M${x - 4} ${y + 3}h8l-4-6z` }],
  ["✓", { pen: "mark", path: (x, y) => `M${x - 4} ${y + 1}l2.5 3.5l5-9` }],
  ["✗", { pen: "mark", path: (x, y) => `M${x - 3} ${y - 4}l6 8m0-8l-6 8` }],
  ["↯", { pen: "mark", path: (x, y) => `M${x + 1} ${y - 6}l-4 6h5l-3 5m-1-3l1 3l3-1` }],
  ["↺", { pen: "mark", path: (x, y) => `M${x - 3} ${y - 2}a4 4 0 1 1-.5 3.5m0-6l.5 2.5l2.5-.5` }],
]);

/** What fonts for text have in one width; `drawings` has all else that the program shows. */
const typed = /^[ -~·–…−×±≤≥≈↑↓←→]$/u;

/**
 * What to draw for a glyph; undefined where a font has it.
 *
 * @throws for a glyph without a drawing that only some fonts have
 */
export function drawingOf(glyph: string): Drawing | undefined {
  const drawing = drawings.get(glyph);
  if (!drawing && !typed.test(glyph)) throw new Error(`no drawing of ${glyph}`);
  return drawing;
}

function across(at: number): Segment {
  return { from: -bleed, to: cell.width + bleed, at };
}

function upright(at: number): Segment {
  return { from: 0, to: cell.height, at };
}

type Side = 1 | -1;

/** A corner from the right (1) or left (-1) to below (1) or above (-1). */
function rounded(right: Side, down: Side): (x: number, y: number) => string {
  const sweep = right === down ? 0 : 1;
  return (x, y) =>
    `M${x + right * (middle.x + bleed)} ${y}h${-right * bleed}` +
    `a${middle.x} ${middle.x} 0 0 ${sweep} ${-right * middle.x} ${down * middle.x}` +
    `V${y + down * middle.y}`;
}

function doubled(right: Side, down: Side): (x: number, y: number) => string {
  return (x, y) => corner(x, y, right, down, -apart) + corner(x, y, right, down, apart);
}

function corner(x: number, y: number, right: Side, down: Side, inward = 0): string {
  const begin = `M${x + right * (middle.x + bleed)} ${y + down * inward}`;
  return `${begin}H${x + right * inward}V${y + down * middle.y}`;
}
