import { cutMiddle } from "../../text/columns.ts";
import { duration } from "../../text/duration.ts";
import { lookOf } from "../../text/states.ts";
import { momentText } from "../../text/time-of-day.ts";
import type { Condition } from "../../watch/condition.ts";
import { isAskingTask, knownEnding } from "../../watch/known-ending.ts";
import { runningMs, type Watch } from "../../watch/watch.ts";
import type { Size } from "../layout.ts";
import { fitted, justified, type Line, span } from "../line.ts";
import type { Scene } from "../scene.ts";
import {
  cancelled,
  completed,
  expired,
  givenUp,
  notFound,
  refused,
  terminated,
} from "./ended-bodies.ts";
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
import { plot, sparkline } from "./plot.ts";
import { runningRows, wideColumns } from "./rows.ts";
import { type Section, stacked } from "./sections.ts";
import { timeline } from "./timeline.ts";

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
  completedWithWarnings: completed,
  completedWithErrors: completed,
  failed: completed,
  cancelled,
  terminated,
  refused,
  expired,
  notFound,
  givenUp,
};

/** From so many rows on a pane also tells the id, its start, its phases and its events' title. */
const tallRows = 12;
/** From so many rows on the plot may have axes. */
const plottingRows = 20;
const plotRows = 4;
const tallestPlot = 15;

/**
 * The rows inside a pane's border.
 *
 * @param size the room inside the border
 * @returns exactly `size.rows` lines of exactly `size.columns`
 */
export function bodyRows(watch: Watch, scene: Scene, size: Size): readonly Line[] {
  const { columns, rows } = size;
  const { condition, group } = lookOf(watch);
  const { head, notes, foot: ownFoot } = bodies[condition](watch, scene, columns);
  const isTall = rows >= tallRows;
  // Where a live id has nothing else to say at its foot, that is for how long it has been running.
  const isRunningFoot = ownFoot.length === 0 && !knownEnding(watch) && !isTall;
  const foot = isRunningFoot ? runningRows(watch, scene, columns) : ownFoot;
  const hasNews =
    group === "problem" || condition === "completedWithWarnings" || isAskingTask(watch);
  const events = eventRows(watch, scene, columns);
  const phases = isTall && columns >= wideColumns ? timeline(watch, scene, columns) : [];
  const sections: readonly Section[] = [
    { lines: isTall ? introduction(watch, scene, columns) : [], priority: 1 },
    { lines: head, priority: 0 },
    // What there is to read, or to do about a problem, matters more than its past.
    plotSection(watch, scene, size, hasNews ? 3 : 1),
    { lines: [...notes, ...phases], priority: 2 },
    eventSection(events, isTall),
    { lines: foot, priority: 0 },
  ];
  return stacked(sections, rows).map((line) => fitted(line, columns));
}

/** One row where the pane is low; several with axes where it is high. */
function plotSection(
  watch: Watch,
  scene: Scene,
  { columns, rows }: Size,
  priority: number,
): Section {
  if (rows < plottingRows || columns < wideColumns) {
    return { lines: sparkline(watch, scene, columns), priority };
  }
  const grown = (own: number) => plot(watch, scene, columns, own);
  return { lines: grown(plotRows), priority, mostRows: tallestPlot, grown };
}

/** As many events as have room, newest first; some at least, where anything has happened. */
function eventSection(events: readonly Line[], isTitled: boolean): Section {
  const priority = 4;
  if (events.length === 0) return { lines: [], priority };
  const all: readonly Line[] = isTitled ? [[span("EVENTS", "dim")], ...events] : events;
  const lines = all.slice(0, isTitled ? 3 : 1);
  return { lines, priority, mostRows: all.length, grown: (own) => all.slice(0, own) };
}

function introduction(watch: Watch, scene: Scene, columns: number): readonly Line[] {
  const { start } = watch;
  const running = runningMs(watch, scene.now.elapsed);
  const times =
    start === undefined
      ? ""
      : `started ${momentText(start, scene.now.wall)}${
          knownEnding(watch) || running === undefined ? "" : ` · running ${duration(running)}`
        }`;
  const isWide = columns >= watch.id.length + times.length + 2;
  const id: Line = [span(cutMiddle(watch.id, columns), "dim")];
  const right: Line = [span(times, "dim")];
  if (isWide) return [justified(id, right, columns)];
  return times === "" ? [id] : [id, right];
}
