import { multiplexerOf } from "../attention/multiplexer.ts";
import type { Environment } from "../system/environment.ts";

export const linkChoices = ["auto", "always", "never"] as const;
export type LinkChoice = (typeof linkChoices)[number];

export interface LinkInput {
  readonly choice: LinkChoice;
  readonly env: Environment;
  /** Whether it is written to a terminal: what reads a pipe wants text. */
  readonly isTerminal: boolean;
}

/**
 * Whether names may be links (OSC 8). The flag wins where there is a terminal that takes commands;
 * then FORCE_HYPERLINK, if not empty, with `0` for no; then NO_COLOR, if not empty, since it asks for
 * plain text; then what is known of the terminal.
 */
export function hasLinks({ choice, env, isTerminal }: LinkInput): boolean {
  if (!isTerminal || env["TERM"] === "dumb") return false;
  if (choice !== "auto") return choice === "always";
  const { FORCE_HYPERLINK, NO_COLOR } = env;
  if (FORCE_HYPERLINK) return FORCE_HYPERLINK !== "0";
  return !NO_COLOR && isKnown(env);
}

const programs = new Set(["iTerm.app", "WezTerm", "ghostty", "vscode", "mintty"]);
const terms = /^(?:xterm-kitty|xterm-ghostty|foot|alacritty|wezterm|contour)\b/;

/**
 * Others may print the command: Terminal.app has no links, and GNU screen swallows them. VTE has
 * them since 0.50.1 (0.50.0 crashes), Konsole since 20.12, tmux since 3.4.
 */
function isKnown(env: Environment): boolean {
  const { TERM = "", TERM_PROGRAM = "", TERM_PROGRAM_VERSION, LC_TERMINAL, WT_SESSION } = env;
  const multiplexer = multiplexerOf(env);
  if (multiplexer)
    return TERM_PROGRAM === "tmux" && Number.parseFloat(TERM_PROGRAM_VERSION ?? "") >= 3.4;
  return (
    terms.test(TERM) ||
    programs.has(TERM_PROGRAM) ||
    LC_TERMINAL === "iTerm2" ||
    Boolean(WT_SESSION) ||
    Number.parseInt(env["VTE_VERSION"] ?? "", 10) > 5000 ||
    Number.parseInt(env["KONSOLE_VERSION"] ?? "", 10) >= 201_200
  );
}
