import type { MouseReport } from "../keys/mouse.ts";
import type { Departure } from "../../exit/exit-code.ts";
import type { WatchedId } from "../../watch/model/watch.ts";
import type { StartQuestion } from "./start-question.ts";

type Direction = "up" | "down" | "left" | "right";

/** Where to move to: by the screen's geometry, or by the order of ids. */
export type Step = Direction | "next" | "previous" | "pageUp" | "pageDown" | "first" | "last";

type Viewing =
  | "mark"
  | "zoom"
  | "events"
  | "back"
  | "sort"
  | "reverse"
  | "problems"
  | "hideDone"
  | "help";
type Typing = "filter" | "add" | "accept" | "erase" | "eraseAll";
type Commanding =
  | "refresh"
  | "drop"
  | "undo"
  | "seen"
  | "pause"
  | "endWait"
  | "copy"
  | "copyLine"
  | "open"
  | "start"
  | "confirm"
  | "suspend";
type Leaving = "quit" | "leave" | "interrupt";

/** An action that takes nothing. */
export type PlainAction = Viewing | Typing | Commanding | Leaving;

/** What a key or the mouse asks for. */
export type Action =
  | Exclude<MouseReport, { readonly type: "other" }>
  | { readonly type: "move"; readonly step: Step }
  | { readonly type: "speed"; readonly to: "faster" | "slower" }
  | { readonly type: PlainAction }
  /** Typed or pasted into a prompt. */
  | { readonly type: "text"; readonly text: string };

/** What a key makes happen beyond the screen. */
export type Effect =
  | { readonly type: "refresh" | "drop" | "copyLine" | "open" | "askStart"; readonly id: string }
  | { readonly type: "add"; readonly ids: readonly WatchedId[] }
  | { readonly type: "pause"; readonly isPaused: boolean }
  | { readonly type: "start"; readonly question: StartQuestion }
  | { readonly type: "endWait" | "suspend" }
  | Extract<Action, { readonly type: "speed" }>
  | { readonly type: "copy"; readonly text: string }
  | { readonly type: "leave"; readonly departure: Departure };
