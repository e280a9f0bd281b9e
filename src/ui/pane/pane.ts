import { width } from "../../text/columns.ts";
import type { Watch } from "../../watch/model/watch.ts";
import type { Size } from "../view/layout.ts";
import { block, type Line, span } from "../lines/line.ts";
import { longestRequest, type Scene, watchScene } from "../view/scene.ts";
import { eventsRoom, eventsTop } from "../view/scroll.ts";
import { bodyRows } from "./body.ts";
import { eventRows } from "./events.ts";
import { type Border, insideOf, paneRows } from "./border.ts";

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
  const { log } = watch;
  const top = eventsTop(log, scene.view.eventsFrom, scene.size);
  const shown = eventRows(own, top, eventsRoom(scene.size));
  const part = `${top + 1}–${top + shown.length} of ${log.length}`;
  const positions =
    log.length === 0
      ? ["no events yet"]
      : [`events ${part}, newest first`, `${part} events`, `${top + 1}/${log.length}`];
  const word = span(own.look.word, "strong");
  const room = columns - width(own.look.word) - 2;
  const position = positions.find((text) => text.length <= room) ?? "";
  const head: Line = [word, span(`  ${position}`, "dim")];
  const body = block([head, [], ...shown], inside);
  return paneRows(own, size.columns, body, { border: "focused", isSpinning: false });
}
