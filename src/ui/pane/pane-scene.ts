import type { Line } from "../lines/line.ts";
import type { WatchScene } from "../view/scene.ts";

/** What a pane is made from. */
export interface PaneScene extends WatchScene {
  /** The room inside the border. */
  readonly columns: number;
}

/** What a pane says of one id. */
export interface Body {
  /** State and bars: shown in every pane. */
  readonly head: readonly Line[];
  /** What follows from the state; cut at its end where the pane is low. */
  readonly notes: readonly Line[];
  /** Times, in the pane's last row; where it is empty a live id says how long it has run. */
  readonly foot: readonly Line[];
}

/** Makes the body of a pane for ids in one state. */
export type BodyOf = (scene: PaneScene) => Body;
