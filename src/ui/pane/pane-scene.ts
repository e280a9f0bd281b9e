import type { Line } from "../lines/line.ts";
import type { WatchScene } from "../view/scene.ts";
import type { Note } from "./notes.ts";

export interface PaneScene extends WatchScene {
  /** The room inside the border. */
  readonly columns: number;
}

/** What a pane says of one id because of its state. */
export interface Body {
  /** State and bars: shown in every pane. */
  readonly head: readonly Line[];
  /** Stands below the head, and matters less than what follows. */
  readonly aside?: readonly Line[];
  /** What to do: before the times. */
  readonly advice?: readonly Note[];
  readonly notes?: readonly Note[];
  /** Figures of a few words each. */
  readonly figures?: readonly Line[];
  /** Times, in the pane's last row; without it a live id says how long it has been running. */
  readonly foot?: readonly Line[];
}

export type BodyOf = (scene: PaneScene) => Body;
