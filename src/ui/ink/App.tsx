import { useLayoutEffect, useSyncExternalStore } from "react";
import { type Setting, shownRows } from "../screen/shown-rows.ts";
import type { ScreenStore } from "../view/store.ts";
import { Painted, type PaintedProps } from "./Painted.tsx";

export interface AppProps extends Setting, Pick<PaintedProps, "painter"> {
  readonly store: Pick<ScreenStore, "get" | "subscribe" | "keepTime">;
}

/** The whole screen: exactly as many rows and columns as the terminal has. */
export function App({ store, painter, ...setting }: AppProps) {
  const state = useSyncExternalStore(store.subscribe, store.get);
  const { rows, isTimed } = shownRows(state, setting);
  useLayoutEffect(() => {
    // A screen without a clock stays as it is until something happens.
    if (isTimed) store.keepTime();
  });
  const hasSpinner = !setting.looks.isStill && !setting.looks.isAscii;
  return <Painted {...{ rows, painter, hasSpinner }} size={state.size} />;
}
