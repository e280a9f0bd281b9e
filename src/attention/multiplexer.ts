import type { Environment } from "../system/environment.ts";
import { bel, stringEnd } from "../text/osc.ts";

export type Multiplexer = "tmux" | "screen";

/**
 * The multiplexer around this program, by its own variable, or by TERM where it runs on the other
 * side of an SSH connection. GNU screen and older tmux both call that `screen`.
 */
export function multiplexerOf({ TMUX, STY, TERM = "" }: Environment): Multiplexer | undefined {
  if (TMUX || (!STY && /^tmux\b/.test(TERM))) return "tmux";
  return STY || /^screen\b/.test(TERM) ? "screen" : undefined;
}

/**
 * A command of `osc` for the terminal behind a multiplexer, which would keep it. tmux passes on
 * `DCS tmux;` with each ESC doubled (from 3.3 only with `allow-passthrough` on). screen passes on a
 * plain DCS, which the command's ST would end, so the command ends with BEL. Tried with tmux 3.3a and
 * screen 4.9.
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
