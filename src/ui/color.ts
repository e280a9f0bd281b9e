import type { Environment } from "../system/environment.ts";

/** What `--color` takes. */
export const colorChoices = ["auto", "always", "never"] as const;

/** A word of `--color`. */
export type ColorChoice = (typeof colorChoices)[number];

/** What the answer depends on. */
export interface ColorInput {
  /** What `--color` says. */
  readonly choice: ColorChoice;
  readonly env: Environment;
  /** As `process.platform`. */
  readonly platform: string;
}

/**
 * What FORCE_COLOR must be before Ink is loaded, which otherwise decides by itself, without
 * NO_COLOR: "0" for no colour, "1" for the 16 colours that every terminal has on its own background;
 * no others are used.
 *
 * The flag wins, being said for this one run. Then NO_COLOR, if it is not empty (no-color.org):
 * whoever needs no colour says so once and for all. Then FORCE_COLOR, if it is not empty
 * (force-color.org); `0` and `false` mean what they say, as Node takes them. Else the terminal: a
 * dumb one has none; COLORTERM says that there is; one that calls itself monochrome has none; and
 * where TERM names no terminal at all there is one on Windows only.
 */
export function forceColor({ choice, env, platform }: ColorInput): "0" | "1" {
  if (choice !== "auto") return choice === "always" ? "1" : "0";
  const { NO_COLOR, FORCE_COLOR, COLORTERM, TERM } = env;
  if (NO_COLOR) return "0";
  if (FORCE_COLOR) return ["0", "false"].includes(FORCE_COLOR) ? "0" : "1";
  if (TERM === "dumb") return "0";
  if (COLORTERM) return "1";
  if (!TERM) return platform === "win32" ? "1" : "0";
  return /-m(?:ono)?$/.test(TERM) ? "0" : "1";
}
