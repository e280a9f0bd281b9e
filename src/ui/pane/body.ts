import { cutMiddle } from "../../text/columns.ts";
import { duration } from "../../text/duration.ts";
import { momentText } from "../../text/time-of-day.ts";
import type { Condition } from "../../watch/model/condition.ts";
import { isCheckingVerdict, knownEnding } from "../../watch/model/known-ending.ts";
import { runningMs } from "../../watch/model/watch.ts";
import { block, justified, type Line, span } from "../lines/line.ts";
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
import type { BodyOf, PaneScene } from "./pane-scene.ts";
import { plot, sparkline } from "./plot.ts";
import { runningRows, wideColumns } from "./rows.ts";
import { type Section, stacked } from "./sections.ts";
import { timeline } from "./timeline.ts";
import { usualRows } from "./usual-row.ts";

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

/** From here on a pane also shows the id, its start, its phases and its events' title. */
const tallRows = 12;
/** From here on the plot may have axes. */
const plottingRows = 20;
const plotRows = 4;
const tallestPlot = 15;

/** Exactly `rows` lines of exactly the scene's columns: the inside of a pane's border. */
export function bodyRows(scene: PaneScene, rows: number): readonly Line[] {
  const { watch, columns } = scene;
  const { condition, group } = scene.look;
  const { head, notes = [], foot: ownFoot = [] } = bodies[condition](scene);
  const isTall = rows >= tallRows;
  const isRunningFoot = ownFoot.length === 0 && !knownEnding(watch) && !isTall;
  const foot = isRunningFoot ? runningRows(scene) : ownFoot;
  const hasNews =
    group === "problem" || condition === "completedWithWarnings" || isCheckingVerdict(watch);
  const events = eventRows(scene);
  const phases = isTall && columns >= wideColumns ? timeline(scene) : [];
  const sections: readonly Section[] = [
    { lines: isTall ? introduction(scene) : [], priority: 1 },
    { lines: head, priority: 0 },
    // What to read, or to do about a problem, matters more than the past.
    plotSection(scene, rows, hasNews ? 3 : 1),
    { lines: usualRows(scene), priority: 3 },
    { lines: [...notes, ...phases], priority: 2 },
    eventSection(events, isTall),
    { lines: foot, priority: 0 },
  ];
  return block(stacked(sections, rows), { columns, rows });
}

/** One row where the pane is low; several with axes where it is high. */
function plotSection(scene: PaneScene, rows: number, priority: number): Section {
  if (rows < plottingRows || scene.columns < wideColumns) {
    return { lines: sparkline(scene), priority };
  }
  const grown = (own: number) => plot(scene, own);
  return { lines: grown(plotRows), priority, mostRows: tallestPlot, grown };
}

/** As many events as have room, newest first; a few at least. */
function eventSection(events: readonly Line[], isTitled: boolean): Section {
  const priority = 4;
  if (events.length === 0) return { lines: [], priority };
  const all = isTitled ? [[span("EVENTS", "dim")], ...events] : events;
  const lines = all.slice(0, isTitled ? 3 : 1);
  return { lines, priority, mostRows: all.length, grown: (own) => all.slice(0, own) };
}

function introduction({ watch, now, columns }: PaneScene): readonly Line[] {
  const running = knownEnding(watch) ? undefined : runningMs(watch, now.elapsed);
  const started = watch.start === undefined ? "" : `started ${momentText(watch.start, now.today)}`;
  const times =
    started === "" || running === undefined ? started : `${started} · running ${duration(running)}`;
  const isWide = columns >= watch.id.length + times.length + 2;
  const id: Line = [span(cutMiddle(watch.id, columns), "dim")];
  const right: Line = [span(times, "dim")];
  if (isWide) return [justified(id, right, columns)];
  return times === "" ? [id] : [id, right];
}
