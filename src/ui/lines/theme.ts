import type { TextProps } from "ink";
import type { Tone } from "../../wording/states.ts";

/** What a piece of text is for; its colour says no more than its words do. */
export type Role = "text" | "strong" | "accent" | Tone;

/**
 * The roles in the 16 colours that every terminal has, on its own background, whether dark or
 * light. Whoever cannot tell green from red sees that what is bad is bold as well.
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
