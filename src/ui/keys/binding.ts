import type { Action } from "../view/action.ts";
import type { Snapshot } from "../../watch/model/snapshot.ts";
import type { Mode, View } from "../view/view.ts";

/** What is on the screen: a tenant that is watched, or a recording that is played. */
export type Kind = "live" | "replay";

export function kindOf({ playback }: Pick<Snapshot, "playback">): Kind {
  return playback ? "replay" : "live";
}

/** What decides whether the footer offers a key; what the key does depends on the view alone. */
export interface KeyContext {
  readonly hasSeveral: boolean;
  readonly hasProblems: boolean;
  readonly hasDone: boolean;
  /** The ids stand in a table, where up and down is the way. */
  readonly isTable: boolean;
  readonly hasLive: boolean;
  /** The list of keys is open, which may be longer than the screen. */
  readonly isReading: boolean;
  readonly isPaused: boolean;
  /** A 429 makes everything wait. */
  readonly isWaiting: boolean;
  readonly zoom: View["zoom"];
  readonly canZoom: boolean;
  readonly isFocusLive: boolean;
  /** One that has ended. */
  readonly isFocusProblem: boolean;
  readonly isFocusSeen: boolean;
  /** Some can be brought back. */
  readonly hasDropped: boolean;
  /** Escape leads back from something. */
  readonly canGoBack: boolean;
}

/** Keys that do something: what they are, what they do, and how that is said. */
export interface Binding {
  /** As `keyNames` names them. */
  readonly keys: readonly string[];
  readonly modes: readonly Mode["kind"][];
  readonly action: Action;
  /** A row in the list of all keys; undefined where another row covers it. */
  readonly help?: readonly [keys: string, text: string];
  readonly footer?: string | ((context: KeyContext) => string);
  /** Offered before most others, since it answers what has just happened. */
  readonly isTimely?: true;
  /** Undefined for always. */
  readonly isOffered?: (context: KeyContext) => boolean;
  /** Undefined for both. */
  readonly only?: Kind;
}
