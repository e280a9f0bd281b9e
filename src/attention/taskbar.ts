import type { Environment } from "../system/environment.ts";
import { groupOf } from "../watch/model/condition.ts";
import { longestWait, type Snapshot } from "../watch/model/snapshot.ts";
import { multiplexerOf } from "./multiplexer.ts";
import { osc } from "../text/osc.ts";
import { overallPercent } from "../wording/overall-percent.ts";

export interface TaskbarState {
  readonly kind: "normal" | "error" | "indeterminate" | "paused";
  /** 0 to 100, if known. */
  readonly percent: number | undefined;
}

/** From ConEmu's specification, which all others follow. */
const codes = { normal: 1, error: 2, indeterminate: 3, paused: 4 } as const;

export const clearTaskbar = osc("9;4;0");

/** `OSC 9;4;STATE;PERCENT`; the percent is optional in all states but normal. */
export function taskbarSequence({ kind, percent }: TaskbarState): string {
  return osc(`9;4;${codes[kind]}${percent === undefined ? "" : `;${percent}`}`);
}

/**
 * A problem first, since it stays; then a wait of everything for a 429 or the user; then the progress
 * of all ids. `elapsed` is the present, in monotonic milliseconds.
 */
export function taskbarState(
  snapshot: Pick<Snapshot, "watches" | "clients" | "isPaused">,
  elapsed: number,
): TaskbarState {
  const { watches, isPaused } = snapshot;
  const percent = overallPercent(watches);
  if (watches.some((watch) => groupOf(watch) === "problem")) {
    return { kind: "error", percent };
  }
  const isAnyLive = watches.some(({ ending }) => !ending);
  if (isAnyLive && (isPaused || longestWait(snapshot, elapsed))) return { kind: "paused", percent };
  return { kind: percent === undefined ? "indeterminate" : "normal", percent };
}

const programs = new Set(["WezTerm", "ghostty", "mintty"]);

/**
 * Whether the terminal is known to show progress: others (iTerm2 before 3.6.6, kitty before 0.38,
 * which reports no version) show each sequence as a notification.
 *
 * As in cargo (the crate anstyle-progress 0.1), and Ghostty by its TERM, which SSH passes on. mintty
 * has it since 3.4.2, VTE since 0.80, Konsole since 26.04. It does not get through multiplexers.
 */
export function hasTaskbar(env: Environment): boolean {
  const { TERM, TERM_PROGRAM, TERM_FEATURES, WT_SESSION, ConEmuANSI } = env;
  if (multiplexerOf(env)) return false;
  return (
    programs.has(TERM_PROGRAM ?? "") ||
    TERM === "xterm-ghostty" ||
    featuresOf(TERM_FEATURES).includes("P") ||
    Boolean(WT_SESSION) ||
    ConEmuANSI === "ON" ||
    isAtLeast(env["PTYXIS_VERSION"], 48) ||
    isAtLeast(env["VTE_VERSION"], 8000) ||
    isAtLeast(env["KONSOLE_VERSION"], 260_400)
  );
}

/**
 * iTerm2's feature reporting: names of one capital and small letters, some with a number, not
 * separated; `P` is progress.
 */
function featuresOf(text = ""): readonly string[] {
  const [features = ""] = /^[A-Za-z0-9]*/.exec(text) ?? [];
  return features.match(/[A-Z][a-z]*/g) ?? [];
}

function isAtLeast(version: string | undefined, least: number): boolean {
  return Number.parseInt(version ?? "", 10) >= least;
}
