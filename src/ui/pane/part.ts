import type { Watch } from "../../watch/watch.ts";
import type { Line } from "../line.ts";
import type { Scene } from "../scene.ts";

/** What a pane says of one id. */
export interface Body {
  /** State and bars: shown in every pane. */
  readonly head: readonly Line[];
  /** What follows from the state; cut at its end where the pane is low. */
  readonly notes: readonly Line[];
  /** Times, in the pane's last row; where it is empty a live id says how long it has run. */
  readonly foot: readonly Line[];
}

/** Makes the body of a pane for ids in one state; `columns` is the room inside the border. */
export type BodyOf = (watch: Watch, scene: Scene, columns: number) => Body;
