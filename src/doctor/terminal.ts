import { multiplexerOf } from "../attention/multiplexer.ts";
import type { Environment } from "../system/environment.ts";
import { safeText } from "../text/safe-text.ts";
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
  const encoding = isUtf8(env, platform) ? "UTF-8" : "not UTF-8";
  if (!isTerminal || env["TERM"] === "dumb") {
    const why = isTerminal ? "TERM=dumb" : "no terminal";
    return { name, verdict: "good", found: [`${why}: plain lines will be written`] };
  }
  const size = `${columns}×${rows}, ${colors(colorDepth)}, ${encoding}`;
  const found = [[size, programs(env, platform)].filter(Boolean).join("; ")];
  if (columns < smallest.columns || rows < smallest.rows) {
    const advice = `enlarge it to at least ${smallest.columns}×${smallest.rows}, better 80×24`;
    return { name, verdict: "note", found, advice };
  }
  if (isUtf8(env, platform)) return { name, verdict: "good", found };
  const advice = "bars and glyphs may be garbled: set LANG to a UTF-8 locale, such as C.UTF-8";
  return { name, verdict: "note", found, advice };
}

function colors(depth: number): string {
  return depth === 1 ? "no colors" : `${(2 ** depth).toLocaleString("en")} colors`;
}

/** What the terminal says it is, and what stands between it and the program. */
function programs(env: Environment, platform: NodeJS.Platform): string {
  const { TERM, TERM_PROGRAM, TERM_PROGRAM_VERSION, WT_SESSION, SSH_CONNECTION, SSH_TTY } = env;
  const multiplexer = multiplexerOf(env);
  const isOwnName = TERM_PROGRAM !== undefined && TERM_PROGRAM !== multiplexer;
  return [
    isOwnName && [TERM_PROGRAM, TERM_PROGRAM_VERSION].filter(Boolean).join(" "),
    WT_SESSION && "Windows Terminal",
    multiplexer,
    // Windows sets none.
    (TERM !== undefined || platform !== "win32") && `TERM=${TERM ?? ""}`,
    (SSH_CONNECTION ?? SSH_TTY) && "over SSH",
  ]
    .filter((part) => typeof part === "string" && part !== "")
    .map((part) => safeText(String(part)))
    .join(", ");
}

/** By POSIX the first variable that is set decides; Windows terminals have UTF-8 in any case. */
function isUtf8(env: Environment, platform: NodeJS.Platform): boolean {
  if (platform === "win32") return true;
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"] || "";
  return /utf-?8/i.test(locale);
}
