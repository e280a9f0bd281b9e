import type { Environment } from "../system/environment.ts";
import { multiplexerOf, through } from "./multiplexer.ts";
import { bel, osc } from "../text/osc.ts";

export const notifyChoices = ["auto", "bell", "osc9", "osc777", "osc99"] as const;
export type NotifyChoice = (typeof notifyChoices)[number];
export type NotifyWay = Exclude<NotifyChoice, "auto">;

/**
 * `auto` takes a sequence only where the terminal is known to show it, because others swallow it. The
 * bell is heard, or marked on the tab, everywhere, and multiplexers pass it on.
 *
 * - OSC 9: iTerm2 (LC_TERMINAL over SSH), WezTerm, Ghostty (TERM over SSH).
 * - OSC 99: kitty, whose protocol it is.
 * - OSC 777: foot in all versions (OSC 99 since 1.18), Konsole since 23.04.
 * - The bell: VTE ignores OSC 777 unless an application enables it, rxvt-unicode needs an extension,
 *   and Windows Terminal and Terminal.app show no program's notifications.
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
 * One line as a notification, through the multiplexer if any. `;` becomes a comma: it ends a part of
 * OSC 777, WezTerm drops an OSC 9 with one, and ConEmu's commands begin with a number and `;`.
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
    // Without metadata the payload is the whole notification's title, in plain UTF-8.
    case "osc99":
      return send(`99;;${plain}`);
  }
}
