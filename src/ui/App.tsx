import { Box, useAnimation } from "ink";
import { useSyncExternalStore } from "react";
import type { Usual } from "../history/usual.ts";
import type { Clock } from "../time/clock.ts";
import { momentOf } from "../watch/moment.ts";
import type { Watcher } from "../watch/watcher.ts";
import { footerRow } from "./footer.ts";
import { headerRow } from "./header.ts";
import { layOut, type Size, smallestScreen } from "./layout.ts";
import { span } from "./line.ts";
import { listRows } from "./list.ts";
import { Panes } from "./Panes.tsx";
import { Rows } from "./Rows.tsx";
import type { Scene } from "./scene.ts";

/** What the screen shows, and how. */
export interface AppProps {
  readonly watcher: Pick<Watcher, "snapshot" | "subscribe">;
  readonly clock: Clock;
  /** What the header calls the tenant. */
  readonly title: string;
  readonly quitHint: string;
  /** What is usual for an id, by its id, where earlier runs tell. */
  readonly usuals: ReadonlyMap<string, Usual>;
  /** Between two redraws that only let time pass; the computer's milliseconds. */
  readonly tickMs: number;
  readonly size: Size;
}

const tooSmall = `needs ${smallestScreen.columns}×${smallestScreen.rows}`;

/** The whole screen: exactly as many rows and columns as the terminal has. */
export function App({ watcher, clock, title, quitHint, usuals, tickMs, size }: AppProps) {
  const snapshot = useSyncExternalStore(watcher.subscribe, watcher.snapshot);
  const { frame: step } = useAnimation({ interval: tickMs });
  const scene: Scene = { snapshot, now: momentOf(clock), title, step, quitHint, usuals };
  const layout = layOut(snapshot.watches.length, size);
  const row = { columns: size.columns, rows: 1 };
  if (layout.kind === "tooSmall") {
    return <Rows size={row} rows={[[span(tooSmall.slice(0, size.columns))]]} />;
  }
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows}>
      <Rows size={row} rows={[headerRow(scene, size.columns)]} />
      {layout.kind === "panes" ? (
        <Panes grid={layout.grid} scene={scene} />
      ) : (
        <Rows size={layout.size} rows={listRows(scene, layout.size)} />
      )}
      <Rows size={row} rows={[footerRow(scene, size.columns)]} />
    </Box>
  );
}
