import { width } from "../../text/columns.ts";
import { countdown, duration, shortDuration } from "../../text/duration.ts";
import { watchPercent } from "../../text/progress-text.ts";
import { fittedName } from "../../text/watch-name.ts";
import { conditionLooks, conditionOf } from "../../watch/condition.ts";
import type { Watch } from "../../watch/watch.ts";
import type { Size } from "../layout.ts";
import { type Line, lineWidth, span, type Span } from "../line.ts";
import { longAsking, nextAskOf, type Scene, waitLeftMs } from "../scene.ts";
import { conditionRoles } from "../theme.ts";
import { bodyRows } from "./body.ts";

const borderAndPadding = 4;
/** `╭─ ` and ` ` around the name, ` ` and ` ─╮` around the state. */
const cornersAndBlanks = 8;

/**
 * A whole pane: the name and the state in the upper border, the age of the data and the next poll
 * in the lower one.
 *
 * @param isSpinning whether this is the pane whose request is shown to be under way
 * @returns exactly `size.rows` lines of exactly `size.columns`
 */
export function paneRows(
  watch: Watch,
  scene: Scene,
  size: Size,
  isSpinning: boolean,
): readonly Line[] {
  const inside = { columns: size.columns - borderAndPadding, rows: size.rows - 2 };
  return [
    upperBorder(watch, size.columns),
    ...bodyRows(watch, scene, inside).map(bordered),
    lowerBorder(watch, scene, size.columns, isSpinning),
  ];
}

function bordered(line: Line): Line {
  return [span("│", "dim"), span(" "), ...line, span(" "), span("│", "dim")];
}

function upperBorder(watch: Watch, columns: number): Line {
  const condition = conditionOf(watch);
  const { glyph } = conditionLooks[condition];
  const percent = watch.ending?.kind === "COMPLETED" ? undefined : watchPercent(watch);
  const hasPercent = percent !== undefined && watch.status !== "STARTED";
  const tag = hasPercent ? `${glyph} ${percent}%` : glyph;
  const room = columns - cornersAndBlanks - width(tag);
  const name = fittedName(watch, room - 1);
  const fill = room - width(name);
  return [
    span("╭─ ", "dim"),
    span(name, watch.ending ? "dim" : "strong"),
    span(` ${"─".repeat(Math.max(0, fill))} `, "dim"),
    span(tag, conditionRoles[condition]),
    span(" ─╮", "dim"),
  ];
}

function lowerBorder(watch: Watch, scene: Scene, columns: number, isSpinning: boolean): Line {
  const schedule = scheduleText(watch, scene);
  const right = schedule === "" ? "" : ` ${schedule} ─`;
  const room = columns - 2 - width(right);
  const wanted = askingSpans(watch, scene, isSpinning);
  const asking = lineWidth(wanted) <= room ? wanted : [];
  const fill = room - lineWidth(asking);
  return [
    span("╰", "dim"),
    ...asking,
    span("─".repeat(fill), "dim"),
    span(right.slice(0, -1), waitLeftMs(scene) > 0 && !watch.ending ? "warn" : "dim"),
    span(right === "" ? "╯" : "─╯", "dim"),
  ];
}

/** What is being asked, once it takes longer than usual. */
function askingSpans(watch: Watch, scene: Scene, isSpinning: boolean): Line {
  const long = longAsking(watch, scene);
  if (!long) return [];
  const mark: Span = isSpinning ? { text: "·", role: "busy", isSpinner: true } : span("·", "dim");
  return [span("─ ", "dim"), mark, span(` ${long.what}, ${duration(long.ms)} `, "dim")];
}

/** How old the data is and when it is asked for again. */
function scheduleText(watch: Watch, scene: Scene): string {
  const { ending, lastAnswer, askedAt } = watch;
  const { now } = scene;
  if (ending) return "tookMs" in ending ? "final" : "ended";
  const age = lastAnswer ? `${shortDuration(now.elapsed - lastAnswer.elapsed)} old` : "";
  const waitMs = waitLeftMs(scene);
  const dueMs = nextAskOf(watch, scene.snapshot) - now.elapsed;
  const next = () => {
    if (askedAt !== undefined) return "";
    if (dueMs === Number.POSITIVE_INFINITY) return "paused";
    if (waitMs > 0) return `resumes in ${countdown(Math.max(waitMs, dueMs))}`;
    const { signIn } = scene.snapshot;
    const signInMs = signIn?.kind === "waiting" ? signIn.until - now.elapsed : 0;
    if (dueMs <= 0 && signInMs > 0) return `sign-in in ${countdown(signInMs)}`;
    if (longAsking(watch, scene)) return "";
    if (dueMs < -1000) return "waits for its turn";
    return `next ${watch.fault ? "in " : ""}${countdown(dueMs)}`;
  };
  return [age, next()].filter(Boolean).join(" · ");
}
