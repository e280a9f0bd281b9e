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
  /** Zooming shows the marked ids. */
  readonly zoomsMarked: boolean;
  readonly isFocusLive: boolean;
  readonly hasFocusEnded: boolean;
  /** One that has ended. */
  readonly isFocusProblem: boolean;
  readonly isFocusSeen: boolean;
  /** Some can be brought back. */
  readonly hasDropped: boolean;
  /** Escape leads back from something. */
  readonly canGoBack: boolean;
}

/** Words behind keys in the footer. */
type FooterWords = string | ((context: KeyContext) => string);

interface Meaning {
  readonly modes: readonly Mode["kind"][];
  readonly action: Action;
  /** Offered before most others, since it answers what has just happened. */
  readonly isTimely?: true;
  /** Undefined for always. */
  readonly isOffered?: (context: KeyContext) => boolean;
  /** Undefined for both. */
  readonly only?: Kind;
}

/** A row of the table of keys. */
export interface Row extends Meaning {
  /** As `keyNames` names them; the user may have changed them where the mode is the ordinary one. */
  readonly keys: readonly string[];
  /** Keys that do the same, and are not shown. */
  readonly aliases?: readonly string[];
  /** What the list of all keys says; undefined where another row covers it. */
  readonly help?: string;
  /** The actions whose keys stand before that; its own if not given. */
  readonly helpOf?: readonly string[];
  readonly footer?: FooterWords;
  readonly footerOf?: readonly string[];
  /** The one of several keys that the footer shows; the first if not given. */
  readonly footerKey?: string;
}

/** Keys that do something: what they are, what they do, and how that is said. */
export interface Binding extends Meaning {
  /** The name of the action. */
  readonly name: string;
  /** As `keyNames` names them. */
  readonly keys: readonly string[];
  /** Whether the user may give the action other keys. */
  readonly isChangeable: boolean;
  /** A row in the list of all keys. */
  readonly help?: readonly [keys: string, text: string];
  /** With the key. */
  readonly footer?: FooterWords;
}
