import type { Condition } from "../../watch/condition.ts";
import { conditionOf } from "../../watch/condition.ts";
import { runningMs, type Watch } from "../../watch/watch.ts";
import { cutMiddle } from "../../text/columns.ts";
import { duration } from "../../text/duration.ts";
import { timeOfDay } from "../../text/time-of-day.ts";
import type { Size } from "../layout.ts";
import { fitted, justified, type Line, span } from "../line.ts";
import type { Scene } from "../scene.ts";
import { cancelled, completed, expired, notFound, refused, terminated } from "./ended-bodies.ts";
import { eventRows } from "./events.ts";
import {
  collecting,
  connecting,
  finishing,
  offline,
  processing,
  retried,
  stalled,
  unknown,
} from "./live-bodies.ts";
import type { BodyOf } from "./part.ts";
import { runningRows } from "./rows.ts";

const bodies: Readonly<Record<Condition, BodyOf>> = {
  connecting,
  collecting,
  processing,
  finishing,
  stalled,
  retried,
  offline,
  unknown,
  completed,
  cancelled,
  terminated,
  refused,
  expired,
  notFound,
};

/** From so many rows on a pane also tells the id, its start and what has happened. */
const tallRows = 12;

/**
 * The rows inside a pane's border.
 *
 * @param size the room inside the border
 * @returns exactly `size.rows` lines of exactly `size.columns`
 */
export function bodyRows(watch: Watch, scene: Scene, size: Size): readonly Line[] {
  const { columns, rows } = size;
  const { head, notes, foot: ownFoot } = bodies[conditionOf(watch)](watch, scene, columns);
  const isTall = rows >= tallRows;
  // Where a live id has nothing else to say at its foot, that is for how long it has been running.
  const isRunningFoot = ownFoot.length === 0 && !watch.ending && !isTall;
  const foot = isRunningFoot ? runningRows(watch, scene, columns) : ownFoot;
  const top = isTall ? [...introduction(watch, scene, columns), ...spaced(head)] : head;
  const room = Math.max(0, rows - top.length - foot.length);
  const rest = isTall
    ? [...spacedBefore(notes), ...spacedBefore(titledEvents(watch, columns))]
    : [...notes, ...spacedBefore(eventRows(watch, columns))];
  const isLoose = !isTall && notes.length > 0 && notes.length < room;
  const middle = (isLoose ? spacedBefore(rest) : rest).slice(0, room);
  const blanks = Array.from({ length: room - middle.length }, () => []);
  return [...top, ...middle, ...blanks, ...foot]
    .slice(0, rows)
    .map((line) => fitted(line, columns));
}

function titledEvents(watch: Watch, columns: number): readonly Line[] {
  const events = eventRows(watch, columns);
  return events.length > 0 ? [[span("EVENTS", "dim")], ...events] : [];
}

function introduction(watch: Watch, scene: Scene, columns: number): readonly Line[] {
  const { start } = watch;
  const running = runningMs(watch, scene.now.elapsed);
  const times =
    start === undefined
      ? ""
      : `started ${timeOfDay(start)}${
          watch.ending || running === undefined ? "" : ` · running ${duration(running)}`
        }`;
  const isWide = columns >= watch.id.length + times.length + 2;
  const id: Line = [span(cutMiddle(watch.id, columns), "dim")];
  const right: Line = [span(times, "dim")];
  return isWide ? [justified(id, right, columns), []] : [id, ...(times ? [right] : []), []];
}

/** The state, a blank line, the rest. */
function spaced([state, ...rest]: readonly Line[]): readonly Line[] {
  return state ? [state, ...spacedBefore(rest)] : [];
}

function spacedBefore(lines: readonly Line[]): readonly Line[] {
  return lines.length > 0 ? [[], ...lines] : [];
}
