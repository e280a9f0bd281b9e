import { blocks } from "../../text/blocks.ts";
import { rate } from "../../text/time-left.ts";
import { minuteText } from "../../text/time-of-day.ts";
import { hasRisen, rateColumns, type Throughput } from "../../watch/forecast/throughput.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import { type Line, span } from "../lines/line.ts";
import { isStale } from "../view/scene.ts";
import type { Role } from "../lines/theme.ts";
import type { PaneScene } from "./pane-scene.ts";

const levels = blocks.length - 1;
const wantedMs = 600_000;
const fewestColumns = 10;
const peakColumns = "1,000/s".length;

/** That of the counter whose rate is shown, once anything has been processed. */
function throughputOf({ watch, outlook }: PaneScene): Throughput | undefined {
  const throughput = watch.throughput[outlook.rateOf];
  return throughput && hasRisen(throughput) ? throughput : undefined;
}

/** The last minutes in one row: a rate of 0 is as low as can be seen, an unknown one is blank. */
export function sparkline(scene: PaneScene): readonly Line[] {
  const { watch, columns } = scene;
  const throughput = throughputOf(scene);
  const hasLabel = columns >= 60 && !knownEnding(watch);
  const width = hasLabel ? columns - "       ".length - "  last 12 min".length : columns;
  if (!throughput || width < fewestColumns) return [];
  const { perSecond, spanMs } = rateColumns(throughput, width, wantedMs, rhythmMs(scene));
  const peak = peakOf(perSecond);
  const bars = perSecond.map((value) => {
    if (value === undefined) return " ";
    return value === 0 ? blocks[1] : blocks[1 + Math.ceil((value / peak) * (levels - 1))];
  });
  const line = span(bars.join(""), roleOf(scene));
  if (!hasLabel) return [[line]];
  const label = `  last ${Math.round(spanMs / 60_000)} min`;
  return [[span("       "), line, span(label, "dim")]];
}

/** The throughput in 2 rows or more, with its peak at the left and the times in the last row. */
export function plot(scene: PaneScene, rows: number): readonly Line[] {
  const { now } = scene;
  const throughput = throughputOf(scene);
  if (!throughput) return [];
  const cells = scene.columns - peakColumns - 2;
  const { perSecond, spanMs } = rateColumns(throughput, cells, wantedMs, rhythmMs(scene));
  const peak = peakOf(perSecond);
  const peakText = rate(peak).padStart(peakColumns);
  const height = rows - 1;
  const role = roleOf(scene);
  const bars = Array.from({ length: height }, (_, row) => {
    const below = (height - 1 - row) * levels;
    const bar = perSecond.map((value = 0) => {
      const level = peak === 0 ? 0 : Math.ceil((value / peak) * height * levels);
      return blocks[Math.max(0, Math.min(levels, level - below))];
    });
    const label = row === 0 ? `${peakText} ┤` : `${" ".repeat(peakText.length)} │`;
    return [span(label, "dim"), span(bar.join(""), role)];
  });
  const untilWall = throughput.until + now.aheadMs;
  const until = minuteText(untilWall, now.today);
  const from = minuteText(untilWall - spanMs, now.today);
  const line = "─".repeat(Math.max(0, perSecond.length - from.length - until.length - 2));
  const axis = `${"0".padStart(peakText.length)} └${from} ${line} ${until}`;
  return [...bars, [span(axis, "dim")]];
}

function peakOf(rates: readonly (number | undefined)[]): number {
  return Math.max(...rates.map((value) => value ?? 0));
}

/** Two usual gaps between batches: in less time there may be one batch, or none. */
function rhythmMs({ outlook }: PaneScene): number {
  return 2 * (outlook.gapsMs?.usual ?? 0);
}

function roleOf(scene: PaneScene): Role {
  return knownEnding(scene.watch) || isStale(scene) ? "faint" : "busy";
}
