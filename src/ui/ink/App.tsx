import { useLayoutEffect, useSyncExternalStore } from "react";
import type { Clock } from "../../time/clock.ts";
import { momentOf } from "../../watch/model/moment.ts";
import { asciiLine } from "../lines/ascii.ts";
import { frame } from "../screen/frame.ts";
import { presentAt } from "../view/present.ts";
import type { Scene } from "../view/scene.ts";
import type { ScreenStore } from "../view/store.ts";
import { Painted, type PaintedProps } from "./Painted.tsx";

export interface AppProps
  extends Pick<Scene, "title" | "hasKeyboard" | "usuals">, Pick<PaintedProps, "painter"> {
  readonly store: Pick<ScreenStore, "get" | "subscribe" | "keepTime">;
  /** The watcher's clock: the times on the screen are by it. */
  readonly clock: Clock;
  readonly looks: Looks;
}

export interface Looks {
  readonly isAscii: boolean;
  /** Without anything that moves by itself. */
  readonly isStill: boolean;
}

/** The whole screen: exactly as many rows and columns as the terminal has. */
export function App({ store, clock, title, hasKeyboard, usuals, looks, painter }: AppProps) {
  const { step: tick, ...seen } = useSyncExternalStore(store.subscribe, store.get);
  const step = looks.isStill ? 0 : tick;
  const { now, isShown } = presentAt(momentOf(clock));
  const lines = frame({ ...seen, now, title, step, hasKeyboard, usuals });
  const rows = looks.isAscii ? lines.map(asciiLine) : lines;
  useLayoutEffect(() => {
    // A screen without a clock stays as it is until something happens.
    if (isShown()) store.keepTime();
  });
  const hasSpinner = !looks.isStill && !looks.isAscii;
  return <Painted {...{ rows, painter, hasSpinner }} size={seen.size} />;
}
