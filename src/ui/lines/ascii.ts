import { width } from "../../text/columns.ts";
import { graphemesOf } from "../../text/graphemes.ts";
import type { Line } from "./line.ts";

/** What stands for our own signs where a terminal has none of them; each as wide as the sign. */
const signs: Readonly<Record<string, string>> = {
  // Borders, axes
  "─": "-",
  "│": "|",
  "╭": "+",
  "╮": "+",
  "╰": "+",
  "╯": "+",
  "═": "=",
  "║": "#",
  "╔": "#",
  "╗": "#",
  "╚": "#",
  "╝": "#",
  "┤": "|",
  "└": "+",
  // Bars
  "━": "#",
  "╸": "=",
  "┈": ".",
  "▁": "_",
  "▂": ".",
  "▃": ":",
  "▄": "-",
  "▅": "=",
  "▆": "+",
  "▇": "*",
  "█": "#",
  "░": ":",
  // States
  "·": ".",
  "▸": ">",
  "↺": "@",
  "↯": "/",
  "✓": "+",
  "−": "-",
  "✗": "x",
  // Words and numbers
  "…": "~",
  "×": "x",
  "→": ">",
  "–": "-",
  "≈": "~",
  "≤": "<",
  "≥": ">",
  "▾": "v",
  "▌": ">",
  "▏": "_",
  "↑": "^",
  "↓": "v",
  "←": "<",
};

/** The line in ASCII, as wide as before: what others wrote in another script becomes `?`. */
export function asciiLine(line: Line): Line {
  return line.map((part) => ({ ...part, text: asciiText(part.text) }));
}

/** @returns as many columns of ASCII as the text had */
export function asciiText(text: string): string {
  if (/^[\x20-\x7E]*$/.test(text)) return text;
  return graphemesOf(text)
    .map((one) => (/^[\x20-\x7E]$/.test(one) ? one : (signs[one] ?? "?".repeat(width(one)))))
    .join("");
}
