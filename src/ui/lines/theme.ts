import type { TextProps } from "ink";
import type { Tone } from "../../wording/states.ts";

/** What a piece of text is for; its color says no more than its words do. */
export type Role = "text" | "strong" | "accent" | Tone;

/**
 * The roles in the 16 colors of every terminal, on its own background, dark or light. What is bad is
 * also bold, for those who cannot tell green from red.
 */
export const roleLooks: Readonly<Record<Role, TextProps>> = {
  text: {},
  strong: { bold: true },
  dim: { dimColor: true },
  accent: { color: "cyan", bold: true },
  busy: { color: "cyan" },
  ok: { color: "green" },
  warn: { color: "yellow" },
  bad: { color: "red", bold: true },
};
