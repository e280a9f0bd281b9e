import type { Environment } from "../system/environment.ts";
import { groupOf } from "../watch/model/condition.ts";
import { longestWait, type Snapshot } from "../watch/model/snapshot.ts";
import { multiplexerOf } from "./multiplexer.ts";
import { osc } from "./osc.ts";
import { overallPercent } from "./overall-percent.ts";

/** What the taskbar shows; a missing percent is one that is not known. */
export interface TaskbarState {
  readonly kind: "normal" | "error" | "indeterminate" | "paused";
  /** 0 to 100 */
  readonly percent: number | undefined;
}

/** The numbers of ConEmu's specification, which all others took over. */
const codes = { normal: 1, error: 2, indeterminate: 3, paused: 4 } as const;

/** Takes the progress off the taskbar. */
export const clearTaskbar = osc("9;4;0");

/** Sets the progress: `OSC 9;4;STATE;PERCENT`; the percent is optional in all states but normal. */
export function taskbarSequence({ kind, percent }: TaskbarState): string {
  return osc(`9;4;${codes[kind]}${percent === undefined ? "" : `;${percent}`}`);
}

/**
 * What there is to show: a problem before all else, since it stays; then a wait that a 429 or the
 * user asks of everything; then how far all ids have come.
 *
 * @param elapsed the present; monotonic milliseconds
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

/** Taken by their TERM_PROGRAM alone. */
const programs = new Set(["WezTerm", "ghostty", "mintty"]);

/**
 * Whether the terminal shows progress. It must say so, because others (iTerm2 before 3.6.6, kitty
 * before 0.38, which tells no version) show the sequence as a notification, each time.
 *
 * As cargo decides it (the crate anstyle-progress 0.1), and Ghostty by its TERM, which SSH hands on;
 * mintty has it since 3.4.2; VTE since 0.80; Konsole since 26.04. Never inside a multiplexer, where
 * it does not arrive.
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
 * The features of iTerm2's feature reporting: names of one capital and small letters, some with a
 * number, without anything between them; `P` is progress.
 */
function featuresOf(text = ""): readonly string[] {
  const [features = ""] = /^[A-Za-z0-9]*/.exec(text) ?? [];
  return features.match(/[A-Z][a-z]*/g) ?? [];
}

function isAtLeast(version: string | undefined, least: number): boolean {
  return Number.parseInt(version ?? "", 10) >= least;
}
