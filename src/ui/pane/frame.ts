import { width } from "../../text/columns.ts";
import { duration } from "../../text/duration.ts";
import { watchPercent } from "../../text/progress-text.ts";
import { lookOf } from "../../text/states.ts";
import { fittedName } from "../../text/watch-name.ts";
import { knownEnding } from "../../watch/known-ending.ts";
import type { Watch } from "../../watch/watch.ts";
import type { Size } from "../layout.ts";
import { type Line, lineWidth, span, type Span } from "../line.ts";
import { longAsking, type Scene, waitLeftMs } from "../scene.ts";
import type { Role } from "../theme.ts";
import { scheduleText } from "./schedule-text.ts";

/** How a pane's border is drawn. */
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
  plain: { corners: ["╭", "╮", "╰", "╯"], line: "─", side: "│", role: "dim" },
  focused: { corners: ["╔", "╗", "╚", "╝"], line: "═", side: "║", role: "accent" },
};

/** The room inside the border of a pane. */
export function insideOf({ columns, rows }: Size): Size {
  return { columns: columns - borderAndPadding, rows: rows - 2 };
}

/**
 * A whole pane: the name and the state in the upper border, the age of the data and the next poll
 * in the lower one.
 *
 * @param body the rows inside, exactly as many and as wide as `insideOf` says
 * @param isSpinning whether this is the pane whose request is shown to be under way
 * @returns exactly `size.rows` lines of exactly `size.columns`
 */
export function paneRows(
  watch: Watch,
  scene: Scene,
  size: Size,
  body: readonly Line[],
  { border, isSpinning }: { readonly border: Border; readonly isSpinning: boolean },
): readonly Line[] {
  const edge = edges[border];
  const side = span(edge.side, edge.role);
  return [
    upperBorder(watch, size.columns, edge),
    ...body.map((line): Line => [side, span(" "), ...line, span(" "), side]),
    lowerBorder(watch, scene, size.columns, edge, isSpinning),
  ];
}

function upperBorder(watch: Watch, columns: number, { corners, line, role }: Edges): Line {
  const { glyph, tone } = lookOf(watch);
  const percent = knownEnding(watch)?.kind === "COMPLETED" ? undefined : watchPercent(watch);
  const hasPercent = percent !== undefined && watch.status !== "STARTED";
  const tag = hasPercent ? `${glyph} ${percent}%` : glyph;
  const room = columns - cornersAndBlanks - width(tag);
  const name = fittedName(watch, room - 1);
  const fill = room - width(name);
  return [
    span(`${corners[0]}${line} `, role),
    span(name, knownEnding(watch) ? "dim" : "strong"),
    span(` ${line.repeat(Math.max(0, fill))} `, role),
    span(tag, tone),
    span(` ${line}${corners[1]}`, role),
  ];
}

function lowerBorder(
  watch: Watch,
  scene: Scene,
  columns: number,
  { corners, line, role }: Edges,
  isSpinning: boolean,
): Line {
  const schedule = scheduleText(watch, scene);
  const isHeld = !watch.ending && (waitLeftMs(watch, scene) > 0 || scene.snapshot.isPaused);
  const right: Line =
    schedule === ""
      ? []
      : [span(" "), span(schedule, isHeld ? "warn" : "dim"), span(` ${line}`, role)];
  const room = columns - 2 - lineWidth(right);
  const wanted = askingSpans(watch, scene, line, role, isSpinning);
  const asking = lineWidth(wanted) <= room ? wanted : [];
  const fill = line.repeat(room - lineWidth(asking));
  return [span(corners[2], role), ...asking, span(fill, role), ...right, span(corners[3], role)];
}

/** What is being asked, once it takes longer than usual. */
function askingSpans(
  watch: Watch,
  scene: Scene,
  line: string,
  role: Role,
  isSpinning: boolean,
): Line {
  const long = longAsking(watch, scene);
  if (!long) return [];
  const mark: Span = isSpinning ? { text: "·", role: "busy", isSpinner: true } : span("·", "dim");
  const text = ` ${long.what}, ${duration(long.ms)} `;
  return [span(`${line} `, role), mark, span(text, "dim")];
}
