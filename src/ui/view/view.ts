import type { LogEntry } from "../../watch/model/log.ts";

/** The orders in which ids can stand. */
export const sorts = ["problems", "progress", "left", "name", "given"] as const;
export type Sort = (typeof sorts)[number];

/** What keys do at the moment. */
export type Mode =
  /** Moving about. */
  | { readonly kind: "watch" }
  /** Typing what names, ids and states are to contain. */
  | { readonly kind: "filter" }
  /** Typing ids to add; `problem` is why the last try failed. */
  | { readonly kind: "add"; readonly text: string; readonly problem: string | undefined }
  /** Reading the keys, from row `top` on. */
  | { readonly kind: "help"; readonly top: number }
  /** Being asked whether to leave although something runs. */
  | { readonly kind: "quit" };

/** What the user has chosen to see. Immutable. */
export interface View {
  readonly mode: Mode;
  /** One id over the whole screen: its pane, or what happened to it and nothing else. */
  readonly zoom: "none" | "pane" | "events";
  /** The id that the user moved to; undefined while that is whichever comes first. */
  readonly chosen: string | undefined;
  /** What names, ids and states are to contain; an empty text for all. */
  readonly filter: string;
  readonly isProblemsOnly: boolean;
  readonly isDoneHidden: boolean;
  /** Undefined for what suits the layout: as given in panes, problems first in a table. */
  readonly sort: Sort | undefined;
  /** The ids shown, in their places. */
  readonly order: readonly string[];
  /** The ranks of all ids when `order` was made; another one may be due once they differ. */
  readonly ranks: ReadonlyMap<string, number>;
  /** The first row of the table that is shown. */
  readonly top: number;
  /**
   * The newest event of the zoomed id that is shown, which stays in its place when others happen;
   * undefined for whichever is the newest.
   */
  readonly eventsFrom: LogEntry | undefined;
  /** What a key has just done, where nothing else shows it. */
  readonly notice: string | undefined;
}

/** What is seen before any key is pressed. */
export const firstView: View = {
  mode: { kind: "watch" },
  zoom: "none",
  chosen: undefined,
  filter: "",
  isProblemsOnly: false,
  isDoneHidden: false,
  sort: undefined,
  order: [],
  ranks: new Map(),
  top: 0,
  eventsFrom: undefined,
  notice: undefined,
};

/** The id that keys are about: the one the user moved to, else the first. */
export function focusOf({ chosen, order }: View): string | undefined {
  return chosen !== undefined && order.includes(chosen) ? chosen : order[0];
}
