/** What a terminal draws with: `#rrggbb`. */
export interface Palette {
  readonly foreground: string;
  readonly background: string;
  /** Black, red, green, yellow, blue, magenta, cyan, white, and the same bright. */
  readonly colors: readonly string[];
  /** What is left of a faint color, and what of the background mixes with it. */
  readonly faint: readonly [own: number, background: number];
}

/** VS Code (xterm.js) draws faint text at half its opacity. */
const halfTransparent = [1 / 2, 1 / 2] as const;
/** xterm draws it in two thirds of its color. */
const twoThirdsDark = [2 / 3, 0] as const;

/**
 * As the terminals have them out of the box: VS Code's `terminalColorRegistry.ts` with the
 * backgrounds of its default themes, Ethan Schoonover's Solarized, xterm's `XTerm-col.ad` with the
 * names of X11's `rgb.txt`.
 */
export const palettes: Readonly<Record<string, Palette>> = {
  "VS Code dark": {
    foreground: "#cccccc",
    background: "#1e1e1e",
    colors: split(
      "000000 cd3131 0dbc79 e5e510 2472c8 bc3fbc 11a8cd e5e5e5",
      "666666 f14c4c 23d18b f5f543 3b8eea d670d6 29b8db e5e5e5",
    ),
    faint: halfTransparent,
  },
  "VS Code light": {
    foreground: "#333333",
    background: "#ffffff",
    colors: split(
      "000000 cd3131 107c10 949800 0451a5 bc05bc 0598bc 555555",
      "666666 cd3131 14ce14 b5ba00 0451a5 bc05bc 0598bc a5a5a5",
    ),
    faint: halfTransparent,
  },
  "Solarized light": {
    foreground: "#657b83",
    background: "#fdf6e3",
    colors: split(
      "073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5",
      "002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3",
    ),
    faint: halfTransparent,
  },
  "xterm white": {
    foreground: "#000000",
    background: "#ffffff",
    colors: split(
      "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5",
      "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    ),
    faint: twoThirdsDark,
  },
};

function split(...rows: readonly string[]): readonly string[] {
  return rows.flatMap((row) => row.split(" ")).map((color) => `#${color}`);
}

/**
 * The contrast of a text against its background, from 1 to 21 (WCAG 2.2), with these parameters of
 * SGR. Bold brightens one of the first eight colors, as it does in all four by default or at choice:
 * what holds must hold without that as well, so the lower contrast counts.
 */
export function contrastOf(sgr: string, palette: Palette): number {
  const parameters = sgr.split(";");
  const number = parameters.find((one) => /^3[0-7]$/.test(one));
  const color = number === undefined ? undefined : Number(number) - 30;
  const ways = parameters.includes("1") ? [0, 8] : [0];
  const background = channelsOf(palette.background);
  const contrasts = ways.map((brighter) => {
    const own = color === undefined ? palette.foreground : palette.colors[color + brighter];
    const channels = channelsOf(own ?? "");
    const [part, rest] = parameters.includes("2") ? palette.faint : [1, 0];
    const drawn = channels.map((value, index) => value * part + (background[index] ?? 0) * rest);
    const [darker = 0, lighter = 0] = [luminance(drawn), luminance(background)].toSorted(
      (one, other) => one - other,
    );
    return (lighter + 0.05) / (darker + 0.05);
  });
  return Math.min(...contrasts);
}

/** Red, green and blue from 0 to 1. */
function channelsOf(color: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
}

/** The relative luminance of WCAG 2.2. */
function luminance(channels: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
