import { useAnimation } from "ink";
import { useSyncExternalStore } from "react";
import type { Clock } from "../../time/clock.ts";
import { momentOf } from "../../watch/model/moment.ts";
import { asciiLine } from "../lines/ascii.ts";
import { frame } from "../screen/frame.ts";
import { Rows } from "./Rows.tsx";
import type { Scene } from "../view/scene.ts";
import type { ScreenStore } from "../view/store.ts";

export interface AppProps extends Pick<Scene, "title" | "hasKeyboard" | "usuals"> {
  readonly store: Pick<ScreenStore, "get" | "subscribe">;
  /** The watcher's clock: the times on the screen are by it. */
  readonly clock: Clock;
  /** Another number has all rows drawn anew. */
  readonly drawing?: number;
  /** `isStill`: without anything that moves by itself. */
  readonly looks: { readonly isAscii: boolean; readonly isStill: boolean };
  /** Between two redraws that only let time pass; the computer's milliseconds. */
  readonly tickMs: number;
}

/** The whole screen: exactly as many rows and columns as the terminal has. */
export function App(props: AppProps) {
  const { store, clock, title, hasKeyboard, drawing = 0, looks, usuals, tickMs } = props;
  const { snapshot, view, size } = useSyncExternalStore(store.subscribe, store.get);
  const { frame: tick } = useAnimation({ interval: tickMs });
  const step = looks.isStill ? 0 : tick;
  const now = momentOf(clock);
  const lines = frame({ snapshot, view, size, now, title, step, hasKeyboard, usuals });
  const rows = looks.isAscii ? lines.map(asciiLine) : lines;
  return (
    <Rows key={drawing} rows={rows} size={size} hasSpinner={!looks.isStill && !looks.isAscii} />
  );
}
