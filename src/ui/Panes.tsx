import { Box } from "ink";
import type { Watch } from "../watch/watch.ts";
import type { Size } from "./layout.ts";
import { paneRows } from "./pane/frame.ts";
import { Rows } from "./Rows.tsx";
import { longestAsked, type Scene } from "./scene.ts";

/** With more panes than that nothing wanders: it would cost more than it says. */
const mostMoving = 4;

/** The panes, side by side, row by row. */
export function Panes({
  grid,
  scene,
}: {
  readonly grid: readonly (readonly Size[])[];
  readonly scene: Scene;
}) {
  const { watches } = scene.snapshot;
  const spinning = longestAsked(scene);
  const panesScene = watches.length > mostMoving ? { ...scene, step: 0 } : scene;
  let shown = 0;
  return grid.map((sizes) => {
    const row = sizes.map((size): [Size, Watch | undefined] => [size, watches[shown++]]);
    return (
      <Box key={row[0]?.[1]?.id} flexShrink={0}>
        {row.map(
          ([size, watch]) =>
            watch && (
              <Rows
                key={watch.id}
                size={size}
                rows={paneRows(watch, panesScene, size, watch === spinning)}
              />
            ),
        )}
      </Box>
    );
  });
}
