import type { Clock } from "../../time/clock.ts";
import { momentOf } from "../../watch/model/moment.ts";
import { asciiLine } from "../lines/ascii.ts";
import type { Line } from "../lines/line.ts";
import { presentAt } from "../view/present.ts";
import type { Scene } from "../view/scene.ts";
import type { ScreenState } from "../view/store.ts";
import { frame } from "./frame.ts";

export interface Looks {
  readonly isAscii: boolean;
  /** Without animation. */
  readonly isStill: boolean;
  /** Names may be links; left out for no. */
  readonly hasLinks?: boolean;
}

/** What a screen shows beside its state. */
export interface Setting extends Pick<Scene, "title" | "hasKeyboard" | "usuals" | "tableColumns"> {
  /** The watcher's clock: the times on the screen are by it. */
  readonly clock: Clock;
  readonly looks: Looks;
}

/** The rows of the whole screen now, and whether time alone changes them. */
export function shownRows(state: ScreenState, { clock, looks, ...setting }: Setting) {
  const { title, hasKeyboard, usuals, tableColumns } = setting;
  const { now, isShown } = presentAt(momentOf(clock));
  const step = looks.isStill ? 0 : state.step;
  const { hasLinks = false } = looks;
  const lines = frame({ ...state, now, title, step, hasKeyboard, hasLinks, usuals, tableColumns });
  const rows: readonly Line[] = looks.isAscii ? lines.map(asciiLine) : lines;
  return { rows, isTimed: isShown() };
}
