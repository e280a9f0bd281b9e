/** Colors of a picture, as `#rrggbb`. */
interface Palette {
  readonly background: string;
  readonly border: string;
  readonly text: string;
  readonly faint: string;
  /** Red, green, yellow, blue, magenta and cyan. */
  readonly colors: readonly string[];
}

const palettes = {
  dark: {
    background: "#0d1117",
    border: "#30363d",
    text: "#d1d7e0",
    faint: "#565f6b",
    colors: ["#ff7b72", "#4ac26b", "#d29922", "#58a6ff", "#bc8cff", "#39c5cf"],
  },
  light: {
    background: "#ffffff",
    border: "#d1d9e0",
    text: "#1f2328",
    faint: "#a3acb7",
    colors: ["#cf222e", "#1a7f37", "#9a6700", "#0969da", "#8250df", "#1b7c83"],
  },
} as const satisfies Readonly<Record<string, Palette>>;

/** `both`: that of the reader's system. */
export type Theme = keyof typeof palettes | "both";

const pens = [
  ".line,.heavy,.dotted,.mark{fill:none;stroke:currentColor}",
  ".line{stroke-width:1.2}",
  ".heavy{stroke-width:5}",
  ".dotted{stroke-width:1.2;stroke-dasharray:1.2 1.8}",
  ".mark{stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}",
  ".shade{fill-opacity:.35}",
  ".bold{font-weight:700}",
].join("\n");

const onDark = "@media (prefers-color-scheme:dark)";

/** The rules of all classes that pictures use. */
export function styleOf(theme: Theme): string {
  const colors =
    theme === "both"
      ? `${rulesOf(palettes.light)}\n${onDark}{${rulesOf(palettes.dark)}}`
      : rulesOf(palettes[theme]);
  return `${colors}\n${pens}`;
}

function rulesOf({ background, border, text, faint, colors }: Palette): string {
  return [
    `svg{color:${text};fill:currentColor}`,
    `.paper{fill:${background};stroke:${border}}`,
    ...colors.map((color, index) => `.c${index + 1}{color:${color}}`),
    `.faint{color:${faint}}`,
  ].join("");
}
