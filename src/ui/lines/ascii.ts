import { width } from "../../text/columns.ts";
import { graphemesOf } from "../../text/graphemes.ts";
import type { Line } from "./line.ts";

/** Our own signs; `ascii` has the replacement for each below it, as wide as the sign. */
export const signs = "─│╭╮╰╯═║╔╗╚╝┤└━╸┈▁▂▃▄▅▆▇█░·▸↺↯✓±−✗…×→–≈≤≥▾▴▌▏↑↓←";
const ascii = "-|++++=#####|+#=._.:-=+*#:.>@/+*-x~x>-~<>v^>_^v<";

/** The line in ASCII, as wide as before: other scripts become `?`. */
export function asciiLine(line: Line): Line {
  return line.map((part) => ({ ...part, text: asciiText(part.text) }));
}

/** As many columns of ASCII as the text has. */
export function asciiText(text: string): string {
  if (/^[\x20-\x7E]*$/.test(text)) return text;
  return graphemesOf(text)
    .map((one) =>
      /^[\x20-\x7E]$/.test(one) ? one : (ascii[signs.indexOf(one)] ?? "?".repeat(width(one))),
    )
    .join("");
}
