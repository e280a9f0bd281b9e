import { width } from "../text/columns.ts";
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
  return Array.from(graphemes.segment(text), ({ segment }) => {
    if (/^[\x20-\x7E]$/.test(segment)) return segment;
    return signs[segment] ?? "?".repeat(width(segment));
  }).join("");
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
