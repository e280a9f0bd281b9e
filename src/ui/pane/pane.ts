import type { Watch } from "../../watch/model/watch.ts";
import type { Size } from "../view/layout.ts";
import { block, type Line, span } from "../lines/line.ts";
import { longestRequest, type Scene, watchScene } from "../view/scene.ts";
import { eventsRoom, eventsTop } from "../view/scroll.ts";
import { bodyRows } from "./body.ts";
import { eventRows } from "./events.ts";
import { type Border, insideOf, paneRows } from "./border.ts";
import { stateRow, wideColumns } from "./rows.ts";

/** The pane of one id, in exactly `size`. */
export function pane(watch: Watch, scene: Scene, size: Size, border: Border): readonly Line[] {
  const isSpinning = longestRequest(scene) === watch;
  const { columns, rows } = insideOf(size);
  const own = { ...watchScene(watch, scene), columns };
  return paneRows(own, size.columns, bodyRows(own, rows), { border, isSpinning });
}

/** The events of one id alone, from the one that the user scrolled to. */
export function eventsPane(watch: Watch, scene: Scene, size: Size): readonly Line[] {
  const inside = insideOf(size);
  const { columns } = inside;
  const own = { ...watchScene(watch, scene), columns };
  const events = eventRows(own);
  const top = eventsTop(watch.log, scene.view.eventsFrom, scene.size);
  const shown = events.slice(top, top + eventsRoom(scene.size));
  const position =
    events.length === 0
      ? "nothing has happened yet"
      : columns < wideColumns
        ? `${top + 1}–${top + shown.length} of ${events.length} events`
        : `events ${top + 1}–${top + shown.length} of ${events.length}, newest first`;
  const head: Line = [...stateRow(own), span(`  ${position}`, "dim")];
  const body = block([head, [], ...shown], inside);
  return paneRows(own, size.columns, body, { border: "focused", isSpinning: false });
}
