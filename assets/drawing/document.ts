import { styleOf, type Theme } from "./style.ts";

const fonts = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace";
const margin = 16;

export interface DocumentOptions {
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
  /** CSS beside that of the theme. */
  readonly rules?: string;
}

/** An SVG document with a margin around `elements`, which take so many pixels. */
export function documentOf(
  elements: readonly string[],
  { width, height, theme, rules = "" }: DocumentOptions,
): string {
  const [wide, high] = [width + 2 * margin, height + 2 * margin];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${high}" width="${wide}" height="${high}" font-family="${fonts}" font-size="15">`,
    `<style>${styleOf(theme)}\n${rules}</style>`,
    `<rect class="paper" x=".5" y=".5" width="${wide - 1}" height="${high - 1}" rx="8"/>`,
    `<g transform="translate(${margin} ${margin})">`,
    ...elements,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}
