import type { Watch } from "../../watch/model/watch.ts";
import type { Size } from "../view/layout.ts";
import { fitted, type Line, span } from "../lines/line.ts";
import { longestRequest, type Scene, watchScene } from "../view/scene.ts";
import { eventsRoom, eventsTop } from "../view/scroll.ts";
import { bodyRows } from "./body.ts";
import { eventRows } from "./events.ts";
import { type Border, insideOf, paneRows } from "./border.ts";
import { stateRow, wideColumns } from "./rows.ts";

/**
 * The pane of one id.
 *
 * @returns exactly `size.rows` lines of exactly `size.columns`
 */
export function pane(watch: Watch, scene: Scene, size: Size, border: Border): readonly Line[] {
  const isSpinning = longestRequest(scene) === watch;
  const { columns, rows } = insideOf(size);
  const own = { ...watchScene(watch, scene), columns };
  return paneRows(own, size, bodyRows(own, rows), { border, isSpinning });
}

/** What has happened to one id, and nothing else, from the event on that the user scrolled to. */
export function eventsPane(watch: Watch, scene: Scene, size: Size): readonly Line[] {
  const { columns, rows } = insideOf(size);
  const own = { ...watchScene(watch, scene), columns };
  const events = eventRows(own);
  const room = eventsRoom(scene.size);
  const top = eventsTop(watch.log, scene.view.eventsFrom, scene.size);
  const shown = events.slice(top, top + room);
  const position =
    events.length === 0
      ? "nothing has happened yet"
      : columns < wideColumns
        ? `${top + 1}–${top + shown.length} of ${events.length} events`
        : `events ${top + 1}–${top + shown.length} of ${events.length}, newest first`;
  const head: Line = [...stateRow(own), span(`  ${position}`, "dim")];
  const blanks = Array.from({ length: rows }, () => []);
  const body = [head, [], ...shown, ...blanks].slice(0, rows);
  const lines = body.map((line) => fitted(line, columns));
  return paneRows(own, size, lines, { border: "focused", isSpinning: false });
}
