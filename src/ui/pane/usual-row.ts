import { barRow } from "../../text/blocks.ts";
import { width } from "../../text/columns.ts";
import { nearestDuration } from "../../text/duration.ts";
import { isWholeRun, usualTexts } from "../../wording/usual-texts.ts";
import { justified, type Line, span } from "../lines/line.ts";
import type { PaneScene } from "./pane-scene.ts";

/**
 * How long a run of the source usually takes, and its last runs as bars, oldest first, as much as has
 * room: `usual run 34m (median of 7 runs)   ▅▆▅▇▆█▆ 28m–42m`. No row where no earlier run is known.
 */
export function usualRows({ watch, usuals, now, columns }: PaneScene): readonly Line[] {
  const usual = usuals.get(watch.id);
  if (!usual?.took || !isWholeRun(watch)) return [];
  const { usual: text, longer } = usualTexts(watch, usual, now.elapsed);
  if (text === undefined) return [];
  const short = `usual run ${nearestDuration(usual.took.medianMs)}`;
  const lefts = longer === undefined ? [text, short] : [`${longer} · ${text}`, longer];
  const rights = lastRuns(usual.lastTookMs ?? []);
  // Each pair says less than the one before.
  const pairs = rights.flatMap((right) => lefts.map((left) => [left, right] as const));
  const fits = ([left, right]: (typeof pairs)[number]) => width(left) + width(right) < columns;
  const [left, right] = pairs.find(fits) ?? [lefts.at(-1) ?? "", ""];
  return [justified([span(left)], [span(right, "dim")], columns)];
}

/** From the longest text to the shortest. A single bar would say nothing. */
function lastRuns(tookMs: readonly number[]): readonly string[] {
  if (tookMs.length < 2) return [""];
  const bars = barRow(tookMs);
  const [least, most] = [Math.min(...tookMs), Math.max(...tookMs)].map(nearestDuration);
  const range = least === most ? least : `${least}–${most}`;
  return [`${bars} ${range}`, bars];
}
