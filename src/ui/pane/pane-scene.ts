import type { Line } from "../lines/line.ts";
import type { WatchScene } from "../view/scene.ts";

export interface PaneScene extends WatchScene {
  /** The room inside the border. */
  readonly columns: number;
}

/** What a pane says of one id. */
export interface Body {
  /** State and bars: shown in every pane. */
  readonly head: readonly Line[];
  /** Cut at its end where the pane is low. */
  readonly notes?: readonly Line[];
  /** Times, in the pane's last row; without it a live id says how long it has been running. */
  readonly foot?: readonly Line[];
}

export type BodyOf = (scene: PaneScene) => Body;
