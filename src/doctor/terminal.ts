import type { Environment } from "../system/environment.ts";
import type { Check } from "./check.ts";

export interface TerminalTraits {
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
  readonly rows: number | undefined;
  /** Bits per color: 1, 4, 8 or 24. */
  readonly colorDepth: number;
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
}

const name = "terminal";
/** The least room for a screen. */
const smallest = { columns: 20, rows: 3 } as const;

export function checkTerminal({ columns = 80, rows = 24, ...traits }: TerminalTraits): Check {
  const { isTerminal, colorDepth, env, platform } = traits;
  const encoding = isUtf8(env, platform) ? "UTF-8" : "no UTF-8";
  if (!isTerminal || env["TERM"] === "dumb") {
    const why = isTerminal ? "TERM=dumb" : "the output goes to none";
    return { name, verdict: "good", found: [`${why}: aggwatch writes lines`] };
  }
  const found = [`${columns}×${rows}, ${colors(colorDepth)}, ${encoding}`];
  if (columns < smallest.columns || rows < smallest.rows) {
    const advice = `make it at least ${smallest.columns}×${smallest.rows}, best 80×24`;
    return { name, verdict: "note", found, advice };
  }
  if (encoding === "UTF-8") return { name, verdict: "good", found };
  const advice =
    "bars and glyphs may come out as other characters: set LANG=C.UTF-8, or another UTF-8";
  return { name, verdict: "note", found, advice };
}

function colors(depth: number): string {
  return depth === 1 ? "no colours" : `${(2 ** depth).toLocaleString("en")} colours`;
}

/** By POSIX the first variable that is set decides; Windows terminals have UTF-8 in any case. */
function isUtf8(env: Environment, platform: NodeJS.Platform): boolean {
  if (platform === "win32") return true;
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"] || "";
  return /utf-?8/i.test(locale);
}
