import type { Environment } from "../system/environment.ts";

export const colorChoices = ["auto", "always", "never"] as const;
export type ColorChoice = (typeof colorChoices)[number];

export interface ColorInput {
  readonly choice: ColorChoice;
  readonly env: Environment;
  /** As `process.platform`. */
  readonly platform: string;
}

/**
 * The FORCE_COLOR to set before Ink loads, which decides without NO_COLOR: "0" for no color, "1" for
 * the 16 colors of every terminal; no others are used.
 *
 * The flag wins, being given for this run. Then NO_COLOR, if not empty (no-color.org), then
 * FORCE_COLOR, if not empty (force-color.org), with `0` and `false` meaning no, as in Node. Then the
 * terminal: a dumb or monochrome one has no color, COLORTERM means color, and without TERM there is
 * color on Windows only.
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
