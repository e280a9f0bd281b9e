import type { Environment } from "../system/environment.ts";
import { multiplexerOf, through } from "./multiplexer.ts";
import { bel, osc } from "./osc.ts";

/** What `--notify` takes. */
export const notifyChoices = ["auto", "bell", "osc9", "osc777", "osc99"] as const;

/** A word of `--notify`. */
export type NotifyChoice = (typeof notifyChoices)[number];

/** A way to a notification. */
export type NotifyWay = Exclude<NotifyChoice, "auto">;

/**
 * The way to take. By itself it takes one only where the terminal is known to show it, because what
 * a terminal does not know it swallows; the bell is heard, or marked on the tab, everywhere, and
 * multiplexers hand it on.
 *
 * - OSC 9: iTerm2, which SSH tells by LC_TERMINAL; WezTerm; Ghostty, which SSH tells by TERM.
 * - OSC 99: kitty, whose protocol it is.
 * - OSC 777: foot, in all versions (OSC 99 since 1.18); Konsole since 23.04.
 * - The bell: VTE leaves OSC 777 out unless an application turns it on, rxvt-unicode needs an
 *   extension for it, and Windows Terminal and Terminal.app show no notification of a program.
 */
export function notifyWay(choice: NotifyChoice, env: Environment): NotifyWay {
  if (choice !== "auto") return choice;
  if (multiplexerOf(env)) return "bell";
  const { TERM = "", TERM_PROGRAM, LC_TERMINAL, KONSOLE_VERSION = "" } = env;
  if (TERM === "xterm-kitty") return "osc99";
  if (/^foot\b/.test(TERM)) return "osc777";
  if (TERM === "xterm-ghostty") return "osc9";
  if (["iTerm.app", "WezTerm", "ghostty"].includes(TERM_PROGRAM ?? "")) return "osc9";
  if (TERM_PROGRAM === undefined && LC_TERMINAL === "iTerm2") return "osc9";
  return Number.parseInt(KONSOLE_VERSION, 10) >= 230_400 ? "osc777" : "bell";
}

/**
 * One notification, through the multiplexer that there may be. A `;` becomes a comma: OSC 777 takes
 * it as the end of a part, WezTerm drops an OSC 9 that has one, and ConEmu's commands begin with a
 * number and one.
 *
 * @param text one line
 */
export function notification(text: string, way: NotifyWay, env: Environment): string {
  const plain = text.replaceAll(";", ",");
  const send = (body: string) => through(osc(body), multiplexerOf(env));
  switch (way) {
    case "bell":
      return bel;
    case "osc9":
      return send(`9;${plain}`);
    case "osc777":
      return send(`777;notify;aggwatch;${plain}`);
    // Without metadata the payload is the title of a whole notification, in plain UTF-8.
    case "osc99":
      return send(`99;;${plain}`);
  }
}
