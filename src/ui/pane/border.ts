import { width } from "../../text/columns.ts";
import { duration } from "../../text/duration.ts";
import { watchPercent } from "../../wording/progress-text.ts";
import { fittedName } from "../../wording/watch-name.ts";
import { webPageOf } from "../../watch/model/web-page.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import type { Size } from "../view/layout.ts";
import { type Line, lineWidth, span, type Span } from "../lines/line.ts";
import { longRequest, waitLeftMsOf } from "../view/scene.ts";
import type { Role } from "../lines/theme.ts";
import type { PaneScene } from "./pane-scene.ts";
import { scheduleText } from "./schedule-text.ts";

export type Border = "plain" | "focused";

const borderAndPadding = 4;
/** `╭─ ` and ` ` around the name, ` ` and ` ─╮` around the state. */
const cornersAndBlanks = 8;

interface Edges {
  readonly corners: readonly [string, string, string, string];
  readonly line: string;
  readonly side: string;
  readonly role: Role;
}

const edges: Readonly<Record<Border, Edges>> = {
  plain: { corners: ["╭", "╮", "╰", "╯"], line: "─", side: "│", role: "faint" },
  focused: { corners: ["╔", "╗", "╚", "╝"], line: "═", side: "║", role: "accent" },
};

export function insideOf({ columns, rows }: Size): Size {
  return { columns: columns - borderAndPadding, rows: rows - 2 };
}

/**
 * A whole pane in exactly `columns`, around a body as wide as `insideOf` says: the name and the state
 * in the upper border, the age of the data and the next poll in the lower one. `isSpinning` is for
 * the pane whose request is shown to be under way.
 */
export function paneRows(
  scene: PaneScene,
  columns: number,
  body: readonly Line[],
  { border, isSpinning }: { readonly border: Border; readonly isSpinning: boolean },
): readonly Line[] {
  const edge = edges[border];
  const side = span(edge.side, edge.role);
  return [
    upperBorder(scene, columns, edge),
    ...body.map((line): Line => [side, span(" "), ...line, span(" "), side]),
    lowerBorder(scene, columns, edge, isSpinning),
  ];
}

function upperBorder(
  { watch, look, tail, snapshot, hasLinks, view }: PaneScene,
  columns: number,
  { corners, line, role }: Edges,
): Line {
  const { glyph, tone } = look;
  const percent = knownEnding(watch)?.kind === "COMPLETED" ? undefined : watchPercent(watch);
  const hasPercent = percent !== undefined && watch.status !== "STARTED";
  const percentText = hasPercent ? ` ${percent}%` : "";
  const room = columns - cornersAndBlanks - width(glyph + percentText);
  const name = fittedName(watch, room - 1, tail);
  const fill = room - width(name);
  return [
    span(`${corners[0]}${line}${view.marks.has(watch.id) ? "*" : " "}`, role),
    {
      ...span(name, knownEnding(watch) ? "dim" : "strong"),
      ...(hasLinks && { link: webPageOf(snapshot, watch) }),
    },
    span(` ${line.repeat(Math.max(0, fill))} `, role),
    span(glyph, tone),
    span(percentText),
    span(` ${line}${corners[1]}`, role),
  ];
}

function lowerBorder(
  scene: PaneScene,
  columns: number,
  { corners, line, role }: Edges,
  isSpinning: boolean,
): Line {
  const schedule = scheduleText(scene);
  const isHeld = !scene.watch.ending && (waitLeftMsOf(scene) > 0 || scene.snapshot.isPaused);
  const right: Line =
    schedule === ""
      ? []
      : [span(" "), span(schedule, isHeld ? "strong" : "dim"), span(` ${line}`, role)];
  const room = columns - 2 - lineWidth(right);
  const wanted = askingSpans(scene, line, role, isSpinning);
  const asking = lineWidth(wanted) <= room ? wanted : [];
  const fill = line.repeat(room - lineWidth(asking));
  return [span(corners[2], role), ...asking, span(fill, role), ...right, span(corners[3], role)];
}

/** A request that takes longer than usual. */
function askingSpans(scene: PaneScene, line: string, role: Role, isSpinning: boolean): Line {
  const long = longRequest(scene.watch, scene);
  if (!long) return [];
  const mark: Span = isSpinning ? { text: "·", role: "busy", isSpinner: true } : span("·", "faint");
  const ms = duration(long.ms);
  const text = long.what === "asking" ? ` waiting ${ms} for a reply ` : ` ${long.what}, ${ms} `;
  return [span(`${line} `, role), mark, span(text, "dim")];
}
