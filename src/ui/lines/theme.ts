import type { Tone } from "../../wording/states.ts";

/** What a piece of text is for; its color says no more than its words do. */
export type Role = "text" | "strong" | "dim" | "accent" | Tone;

/**
 * The roles in the 16 colors of every terminal, on its own background, dark or light: parameters of
 * SGR (ECMA-48).
 *
 * Words and numbers take the terminal's own color, the only one that is readable on every
 * background: faint text has a contrast of 1.9:1 on Solarized light, yellow 1.7:1 on xterm's white,
 * and bold makes it worse where bold is bright. So what comes second, `dim`, looks like other text,
 * and the colors are for glyphs, bars and borders, beside a word that says the same.
 */
export const roleLooks: Readonly<Record<Role, string>> = {
  text: "",
  strong: "1",
  dim: "",
  faint: "2",
  accent: "35",
  busy: "36",
  ok: "32",
  warn: "33",
  bad: "1;31",
};
