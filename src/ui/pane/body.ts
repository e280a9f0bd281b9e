import { cutMiddle } from "../../text/columns.ts";
import { momentText } from "../../text/time-of-day.ts";
import type { Condition } from "../../watch/model/condition.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import { block, type Line, span } from "../lines/line.ts";
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
  running,
  stalled,
  unknown,
} from "./live-bodies.ts";
import { noteRows, pairedRows } from "./notes.ts";
import type { Body, BodyOf, PaneScene } from "./pane-scene.ts";
import { plotRows } from "./plot.ts";
import { runningRows } from "./rows.ts";
import { type Section, stacked } from "./sections.ts";
import { usualRows } from "./usual-row.ts";
import { timeline } from "./timeline.ts";

const bodies: Readonly<Record<Condition, BodyOf>> = {
  connecting,
  collecting,
  processing,
  finishing,
  running,
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

/** A part of every pane, which says what is to be said of one id. */
interface Part extends Omit<Section, "said"> {
  readonly said: (scene: PaneScene, body: Body, rows: number) => readonly Line[];
}

/** From top to bottom. Ranks below 20 are for what each pane should show, those above for more of it. */
const parts: readonly Part[] = [
  { group: "state", turns: [{ rank: 0 }], said: (_, { head }, rows) => head.slice(0, rows) },
  {
    group: "state",
    turns: [{ rank: 5 }],
    said: (_, { aside = [] }, rows) => aside.slice(0, rows),
  },
  {
    group: "plot",
    turns: [
      { rank: 3, rows: 1 },
      { rank: 21, rows: 4 },
      { rank: 23, rows: 15 },
    ],
    said: (scene, _, rows) => plotRows(scene, rows),
  },
  {
    group: "notes",
    turns: [{ rank: 1 }],
    said: ({ columns }, { advice = [] }, rows) => noteRows(advice, columns, rows),
  },
  {
    group: "notes",
    turns: [{ rank: 3 }],
    said: ({ columns }, { notes = [] }, rows) => noteRows(notes, columns, rows),
  },
  {
    group: "notes",
    turns: [{ rank: 4 }],
    said: ({ columns }, { figures = [] }, rows) => pairedRows(figures, columns).slice(0, rows),
  },
  { group: "notes", turns: [{ rank: 5 }], said: usualRows },
  { group: "notes", turns: [{ rank: 7 }], said: (scene, _, rows) => timeline(scene, rows) },
  {
    group: "events",
    turns: [{ rank: 6, rows: 1 }, { rank: 9, rows: 3 }, { rank: 22 }],
    said: (scene, _, rows) => eventRows(scene, 0, rows),
    title: [span("EVENTS", "dim")],
  },
  { group: "times", turns: [{ rank: 8 }], said: idRows },
  { group: "times", turns: [{ rank: 2 }], said: footRows },
];

/** Exactly `rows` lines of exactly the scene's columns: the inside of a pane's border. */
export function bodyRows(scene: PaneScene, rows: number): readonly Line[] {
  const body = bodies[scene.look.condition](scene);
  const sections = parts.map(({ group, turns, title = [], said }): Section => ({
    group,
    turns,
    title,
    said: (own) => said(scene, body, own),
  }));
  return block(stacked(sections, rows), { columns: scene.columns, rows });
}

/** The id, whole if it can be, and when the aggregation started. */
function idRows({ watch, now, columns }: PaneScene, _: Body, rows: number): readonly Line[] {
  const started = watch.start === undefined ? "" : `started ${momentText(watch.start, now.today)}`;
  const isWhole = rows > 1 || watch.id.length + started.length + 2 <= columns;
  const room = isWhole || started === "" ? columns : columns - started.length - 2;
  const texts = [cutMiddle(watch.id, room), started].filter(Boolean);
  return pairedRows(
    texts.map((text): Line => [span(text, "dim")]),
    columns,
  );
}

function footRows(scene: PaneScene, { foot }: Body, rows: number): readonly Line[] {
  const isLive = foot === undefined && !knownEnding(scene.watch);
  return (isLive ? runningRows(scene) : (foot ?? [])).slice(0, rows);
}
