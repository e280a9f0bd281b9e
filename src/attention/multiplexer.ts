import type { Environment } from "../system/environment.ts";
import { bel, stringEnd } from "./osc.ts";

/** A program between this one and the terminal. */
export type Multiplexer = "tmux" | "screen";

/**
 * The multiplexer that this program runs in. Its own variable says so; TERM tells where one was
 * started on the other side of an SSH connection. GNU screen and older tmux both say `screen`.
 *
 * @returns undefined where there is none
 */
export function multiplexerOf({ TMUX, STY, TERM = "" }: Environment): Multiplexer | undefined {
  if (TMUX || (!STY && /^tmux\b/.test(TERM))) return "tmux";
  return STY || /^screen\b/.test(TERM) ? "screen" : undefined;
}

/**
 * A command for the terminal behind a multiplexer, which would keep it for itself. tmux hands on
 * what stands in `DCS tmux;`, with each ESC doubled (from 3.3 only where `allow-passthrough` is
 * on); screen hands on a plain DCS, which the ST of the command would end, so that one ends with
 * BEL. Both were tried, with tmux 3.3a and screen 4.9.
 *
 * @param command as `osc` makes it
 */
export function through(command: string, multiplexer: Multiplexer | undefined): string {
  switch (multiplexer) {
    case undefined:
      return command;
    case "tmux":
      return `\u001BPtmux;${command.replaceAll("\u001B", "\u001B\u001B")}${stringEnd}`;
    case "screen":
      return `\u001BP${command.slice(0, -stringEnd.length)}${bel}${stringEnd}`;
  }
}
