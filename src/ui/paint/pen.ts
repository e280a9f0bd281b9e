import { type Role, roleLooks } from "../lines/theme.ts";
import { linkBytes, linkChange } from "./link.ts";
import type { Size } from "../view/layout.ts";

export type Pen = ReturnType<typeof createPen>;

/**
 * A pen on a terminal of that size, of which nothing is known but that its colors are unset and text
 * goes on in the next row. It writes the shortest moves and colors.
 */
export function createPen({ columns, rows }: Size, hasColor: boolean) {
  let output = "";
  /** Unknown at first, and after the last column: terminals differ in what they do there. */
  let at: { row: number; column: number } | undefined;
  let role: Role = "text";
  let link: string | undefined;
  let isWrapping = true;
  let moves = 0;

  /** The colors for `next` after `before`. */
  function colors(before: Role, next: Role): string {
    return hasColor ? sgr(before, next) : "";
  }

  function lead(next: string | undefined): void {
    output += linkChange(link, next);
    link = next;
  }

  function wrap(isOn: boolean): void {
    if (isOn !== isWrapping) output += isOn ? wrapOn : wrapOff;
    isWrapping = isOn;
  }

  /** The cheapest way to a cell, down or to the right in its row. */
  function wayTo(row: number, column: number): string {
    const absolute = goTo(row, column);
    if (!at || row < at.row) return absolute;
    const down = row === at.row ? "" : csi(row - at.row, "B");
    const right = column - at.column;
    const across = right > 0 ? csi(right, "C") : right < 0 ? csi(-right, "D") : "";
    const back = right < 0 && -right < across.length ? "\b".repeat(-right) : across;
    return down.length + back.length < absolute.length ? down + back : absolute;
  }

  return {
    /** Bytes of the way to a cell, and of the color and the link there. */
    costOf: (row: number, column: number, next: Role, nextLink: string | undefined) =>
      linkBytes(link, undefined) +
      wayTo(row, column).length +
      colors(role, next).length +
      linkBytes(undefined, nextLink),
    /** No link is open on the way, which terminals might extend to what they pass. */
    go(row: number, column: number): void {
      if (at?.row === row && at.column === column) return;
      lead(undefined);
      output += wayTo(row, column);
      at = { row, column };
      moves += 1;
    },
    /** Draws a text of `width` columns where the pen is; a blank takes any color. */
    put(text: string, width: number, next: Role, nextLink: string | undefined): void {
      if (!at) return;
      lead(nextLink);
      // A character in the last cell must not scroll the screen.
      if (at.row === rows - 1 && at.column + width >= columns) wrap(false);
      if (text !== " ") {
        output += colors(role, next);
        role = next;
      }
      output += text;
      const column = at.column + width;
      at = column < columns ? { row: at.row, column } : undefined;
    },
    /** Draws a text that may take other columns than `width`: its room is left in any case. */
    place(text: string, width: number, next: Role, nextLink: string | undefined): void {
      if (!at) return;
      lead(undefined);
      const { row, column } = at;
      moves += 1;
      // One too wide at the last column must not continue in the next row.
      wrap(false);
      output += colors(role, next) + " ".repeat(width) + goTo(row, column);
      lead(nextLink);
      output += text;
      lead(undefined);
      role = next;
      const end = column + width;
      at = undefined;
      if (end >= columns) return;
      output += goTo(row, end);
      at = { row, column: end };
    },
    /** Blanks the whole screen, in any color. */
    clear(): void {
      output += eraseAll;
      at = { row: 0, column: 0 };
      moves += 1;
    },
    /** Blanks the rest of the row. */
    erase(): void {
      lead(undefined);
      output += eraseToEnd;
    },
    colors,
    role: () => role,
    link: () => link,
    /** All of it, after which the terminal is as usual; empty where nothing was drawn. */
    drawn(): string {
      lead(undefined);
      output += colors(role, "text");
      role = "text";
      wrap(true);
      // A single piece cannot be seen half done.
      return moves > 1 ? beginUpdate + output + endUpdate : output;
    },
  };
}

/** Synchronized output, DEC's mode 2026: what is drawn in between is seen at once. */
const beginUpdate = "\u001B[?2026h";
const endUpdate = "\u001B[?2026l";

/** DECAWM: whether a text goes on in the next row. */
const wrapOff = "\u001B[?7l";
const wrapOn = "\u001B[?7h";

/** SGR, CUP and ED of ECMA-48. */
const eraseAll = "\u001B[m\u001B[H\u001B[2J";
/** EL of ECMA-48. */
const eraseToEnd = "\u001B[K";

/** CUP, which counts from 1 and takes 1 for what is left out. */
function goTo(row: number, column: number): string {
  return column === 0 ? csi(row + 1, "H") : `\u001B[${row + 1};${column + 1}H`;
}

function csi(times: number, final: string): string {
  return `\u001B[${times === 1 ? "" : times}${final}`;
}

const known = new Map<string, string>();

/** SGR from one role to another: on top of what is set, where all of that stays, else anew. */
function sgr(before: Role, next: Role): string {
  const key = `${before} ${next}`;
  const sequence = known.get(key) ?? makeSgr(roleLooks[before], roleLooks[next]);
  known.set(key, sequence);
  return sequence;
}

function makeSgr(before: string, next: string): string {
  if (before === next) return "";
  if (next === "") return "\u001B[m";
  if (before === "") return `\u001B[${next}m`;
  const [had, wanted] = [before.split(";"), next.split(";")];
  const isRecolored = wanted.some(isColor);
  const isKept = had.every((one) => wanted.includes(one) || (isColor(one) && isRecolored));
  if (!isKept) return `\u001B[0;${next}m`;
  return `\u001B[${wanted.filter((one) => !had.includes(one)).join(";")}m`;
}

function isColor(parameter: string): boolean {
  return parameter.startsWith("3");
}
