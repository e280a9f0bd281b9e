import type { Tone } from "../../wording/states.ts";

/** What a piece of text is for; its color says no more than its words do. */
export type Role = "text" | "strong" | "accent" | Tone;

/**
 * The roles in the 16 colors of every terminal, on its own background, dark or light: parameters of
 * SGR (ECMA-48). What is bad is also bold, for those who cannot tell green from red.
 */
export const roleLooks: Readonly<Record<Role, string>> = {
  text: "",
  strong: "1",
  dim: "2",
  accent: "1;36",
  busy: "36",
  ok: "32",
  warn: "33",
  bad: "1;31",
};
