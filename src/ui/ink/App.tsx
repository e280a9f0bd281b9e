import { useAnimation } from "ink";
import { useSyncExternalStore } from "react";
import type { Usual } from "../../history/usual.ts";
import type { Clock } from "../../time/clock.ts";
import { momentOf } from "../../watch/model/moment.ts";
import { asciiLine } from "../lines/ascii.ts";
import { frame } from "../screen/frame.ts";
import { Rows } from "./Rows.tsx";
import type { Scene } from "../view/scene.ts";
import type { ScreenStore } from "../view/store.ts";

/** How the screen looks, as the user wants it. */
export interface Looks {
  /** Without characters that are not ASCII. */
  readonly isAscii: boolean;
  /** Without anything that moves by itself. */
  readonly isStill: boolean;
}

/** What the screen shows, and how. */
export interface AppProps {
  readonly store: Pick<ScreenStore, "get" | "subscribe">;
  /** The watcher's clock: all times on the screen are its. */
  readonly clock: Clock;
  /** What the header calls the tenant. */
  readonly title: string;
  readonly hasKeyboard: boolean;
  /** Another number has all rows drawn anew. */
  readonly drawing?: number;
  readonly looks: Looks;
  /** What is usual for an id, by its id, where earlier runs tell. */
  readonly usuals: ReadonlyMap<string, Usual>;
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
  const scene: Scene = { snapshot, view, size, now, title, step, hasKeyboard, usuals };
  const lines = frame(scene);
  const rows = looks.isAscii ? lines.map(asciiLine) : lines;
  return (
    <Rows key={drawing} rows={rows} size={size} hasSpinner={!looks.isStill && !looks.isAscii} />
  );
}
