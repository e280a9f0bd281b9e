import { remembered } from "../../system/remembered.ts";
import type { LogEntry } from "../../watch/model/log.ts";
import type { WatchedId } from "../../watch/model/watch.ts";
import type { StartQuestion } from "./start-question.ts";

export const sorts = [
  "problems",
  "progress",
  "left",
  "rate",
  "age",
  "running",
  "name",
  "tenant",
  "given",
] as const;
export type Sort = (typeof sorts)[number];

/** A page of the web UI that no browser could be opened for. */
export interface WebPage {
  readonly name: string;
  readonly address: string;
  /** Why there is no browser. */
  readonly problem: string;
}

/** What keys do: move about, edit the filter, edit ids to add, scroll the help from row `top`, quit. */
export type Mode =
  | { readonly kind: "watch" | "filter" }
  /** `problem` is why the last try failed. */
  | { readonly kind: "add"; readonly text: string; readonly problem: string | undefined }
  | { readonly kind: "help"; readonly top: number }
  /** The address is shown until a key is pressed. */
  | { readonly kind: "page"; readonly page: WebPage }
  /** Asked whether to start what the question names. */
  | { readonly kind: "start"; readonly question: StartQuestion }
  /** Asked whether to leave although something runs. */
  | { readonly kind: "quit" };

/** What the user has chosen to see. Immutable. */
export interface View {
  readonly mode: Mode;
  /** One id over the whole screen: its pane, or its events alone. */
  readonly zoom: "none" | "pane" | "events";
  /** The id that the user moved to; undefined for the first one. */
  readonly chosen: string | undefined;
  /** The user has moved since, and no key has rested for long. */
  readonly hasJustMoved: boolean;
  /** Matches names, ids and states; an empty text matches all. */
  readonly filter: string;
  readonly isProblemsOnly: boolean;
  readonly isDoneHidden: boolean;
  /** Undefined for the layout's: as given in panes, problems first in a table. */
  readonly sort: Sort | undefined;
  /** The other way round; ids without a value stay last. */
  readonly isReversed: boolean;
  /** The ids that the user has marked. */
  readonly marks: ReadonlySet<string>;
  /** Only the marked ones are shown, regardless of filters. */
  readonly isMarkedOnly: boolean;
  /** The last ids dropped, newest last. */
  readonly dropped: readonly WatchedId[];
  /** The ended problems that the user has seen, by id; they no longer stand out. */
  readonly seenProblems: ReadonlySet<string>;
  /** The ids shown. */
  readonly order: readonly string[];
  /** The ranks of all ids when `order` was made: it is due again once they differ. */
  readonly ranks: ReadonlyMap<string, number>;
  /** The first row shown of the table. */
  readonly top: number;
  /** The topmost event shown of the zoomed id, kept when others follow; undefined for the newest. */
  readonly eventsFrom: LogEntry | undefined;
  /** What a key has just done, where nothing else shows it. */
  readonly notice: string | undefined;
}

/** No question, no input and no help over the ids. */
export const watching = { kind: "watch" } as const;

export const firstView: View = {
  mode: watching,
  zoom: "none",
  chosen: undefined,
  hasJustMoved: false,
  filter: "",
  isProblemsOnly: false,
  isDoneHidden: false,
  sort: undefined,
  isReversed: false,
  marks: new Set(),
  isMarkedOnly: false,
  dropped: [],
  seenProblems: new Set(),
  order: [],
  ranks: new Map(),
  top: 0,
  eventsFrom: undefined,
  notice: undefined,
};

/** The id that keys are about: the one the user moved to, else the first. */
export function focusOf({ chosen, order }: View): string | undefined {
  return chosen !== undefined && placesOf(order).has(chosen) ? chosen : order[0];
}

/** The place of each id in an order, from 0. */
export const placesOf: (order: View["order"]) => ReadonlyMap<string, number> = remembered(
  (order) => new Map(order.map((id, place) => [id, place])),
);
