import type { Action } from "../view/action.ts";
import type { Snapshot } from "../../watch/model/snapshot.ts";
import type { Mode, View } from "../view/view.ts";

/** What is on the screen: a tenant that is watched, or a recording that is played. */
export type Kind = "live" | "replay";

/** Which of them a snapshot is of. */
export function kindOf({ playback }: Pick<Snapshot, "playback">): Kind {
  return playback ? "replay" : "live";
}

/** What decides whether a key is offered in the footer; what it does is not its business. */
export interface KeyContext {
  /** Several ids are watched. */
  readonly hasSeveral: boolean;
  readonly hasProblems: boolean;
  readonly hasDone: boolean;
  /** The ids stand in a table, where up and down is the way. */
  readonly isTable: boolean;
  /** Something still runs. */
  readonly hasLive: boolean;
  /** The list of keys is read, which may be longer than the screen. */
  readonly isReading: boolean;
  readonly isPaused: boolean;
  /** A 429 makes everything wait. */
  readonly isWaiting: boolean;
  readonly zoom: View["zoom"];
  readonly canZoom: boolean;
  /** The focused id has not ended. */
  readonly isFocusLive: boolean;
  /** There is something that Escape leads back from. */
  readonly canGoBack: boolean;
}

/** A key that does something: what it is, what it does, and how that is said. */
export interface Binding {
  /** As `keyNames` names them. */
  readonly keys: readonly string[];
  readonly modes: readonly Mode["kind"][];
  readonly action: Action;
  /** The keys, and what they do, in the list of all keys; undefined where that goes without saying. */
  readonly help?: readonly [keys: string, text: string];
  /** The same in a few words, for the footer. */
  readonly footer?: string | ((context: KeyContext) => string);
  /** Undefined for always. */
  readonly isOffered?: (context: KeyContext) => boolean;
  /** Undefined for both. */
  readonly only?: Kind;
}

/** Keys of the ordinary mode, in which the user moves about. */
export function watching(
  keys: readonly string[],
  action: Action,
  help: readonly [keys: string, text: string],
  footer?: Binding["footer"],
  isOffered?: Binding["isOffered"],
): Binding {
  return inModes(["watch"], keys, action, help, footer, isOffered);
}

/** Keys that move from one row to another; those that are no characters do so while a text is typed. */
export function moving(
  keys: readonly string[],
  step: Extract<Action, { type: "move" }>["step"],
  help?: readonly [keys: string, text: string],
  more: Pick<Binding, "footer" | "isOffered"> = {},
): Binding {
  const isTyped = keys.some((key) => key.length === 1);
  const modes = isTyped ? (["watch", "help"] as const) : (["watch", "filter", "help"] as const);
  return { ...inModes(modes, keys, { type: "move", step }, help), ...more };
}

/** Keys of some modes. */
export function inModes(
  modes: readonly Mode["kind"][],
  keys: readonly string[],
  action: Action,
  help?: readonly [keys: string, text: string],
  footer?: Binding["footer"],
  isOffered?: Binding["isOffered"],
): Binding {
  return {
    keys,
    modes,
    action,
    ...(help && { help }),
    ...(footer !== undefined && { footer }),
    ...(isOffered && { isOffered }),
  };
}

/** A key that is there where a tenant is watched. */
export function live(binding: Binding): Binding {
  return { ...binding, only: "live" };
}

/** A key that is there where a recording is played. */
export function replay(binding: Binding): Binding {
  return { ...binding, only: "replay" };
}
