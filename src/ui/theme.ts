import type { TextProps } from "ink";
import type { Condition } from "../watch/condition.ts";

/** What a piece of text is for; its colour says no more than its words do. */
export type Role = "text" | "strong" | "dim" | "accent" | "busy" | "ok" | "warn" | "bad";

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

/** The role of a state's word, glyph and bar. */
export const conditionRoles: Readonly<Record<Condition, Role>> = {
  connecting: "dim",
  collecting: "busy",
  processing: "busy",
  finishing: "busy",
  stalled: "bad",
  retried: "warn",
  offline: "warn",
  unknown: "warn",
  completed: "ok",
  completedWithWarnings: "warn",
  completedWithErrors: "bad",
  failed: "bad",
  cancelled: "bad",
  terminated: "bad",
  refused: "bad",
  expired: "warn",
  notFound: "bad",
  givenUp: "warn",
};
