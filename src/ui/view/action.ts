import type { Departure } from "../../exit/exit-code.ts";
import type { WatchedId } from "../../watch/model/watch.ts";

/** Where to move to: by the screen's geometry, or by the order of ids. */
export type Step =
  | "up"
  | "down"
  | "left"
  | "right"
  | "next"
  | "previous"
  | "pageUp"
  | "pageDown"
  | "first"
  | "last";

/** What a key asks for. */
export type Action =
  | { readonly type: "move"; readonly step: Step }
  | { readonly type: "speed"; readonly to: "faster" | "slower" }
  | {
      readonly type:
        | "zoom"
        | "events"
        | "back"
        | "sort"
        | "problems"
        | "hideDone"
        | "filter"
        | "add"
        | "help"
        | "refresh"
        | "drop"
        | "pause"
        | "endWait"
        | "copy"
        | "quit"
        | "leave"
        | "interrupt"
        | "suspend"
        | "accept"
        | "erase"
        | "eraseAll";
    }
  /** Something typed or pasted while a text is asked for. */
  | { readonly type: "text"; readonly text: string };

/** What a key makes happen beyond the screen. */
export type Effect =
  | { readonly type: "refresh" | "drop"; readonly id: string }
  | { readonly type: "add"; readonly ids: readonly WatchedId[] }
  | { readonly type: "pause"; readonly isPaused: boolean }
  | { readonly type: "endWait" | "suspend" }
  | { readonly type: "speed"; readonly to: "faster" | "slower" }
  | { readonly type: "copy"; readonly text: string }
  | { readonly type: "leave"; readonly departure: Departure };
