import { width } from "../../text/columns.ts";
import { fitted, type Line, span } from "./line.ts";

const cursor = "▏";

/** The end of a text that is being typed, and beside it `rest`, where both have room. */
export function typedLine(text: string, rest: string, columns: number): Line {
  const isRoomy = width(text) + width(rest) + 5 <= columns;
  const room = columns - 2 - (isRoomy ? width(rest) + 2 : 0);
  const characters = Array.from(text);
  const start = characters.findIndex((_, index) => width(characters.slice(index).join("")) <= room);
  const shown = characters.slice(Math.max(0, start)).join("");
  const line: Line = [span(" "), span(shown, "strong"), span(cursor, "accent")];
  return fitted(isRoomy ? [...line, span("  "), span(rest, "dim")] : line, columns);
}
