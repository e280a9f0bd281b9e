import { minuteText } from "../../text/time-of-day.ts";
import { hasRisen, plottedFrom, rateColumns } from "../../watch/forecast/throughput.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import type { Line } from "../lines/line.ts";
import { plottedMs, ratePlot } from "../lines/rate-plot.ts";
import { isStale } from "../view/scene.ts";
import type { PaneScene } from "./pane-scene.ts";

/** What was processed when, in `rows` rows; nothing before anything has been. */
export function plotRows(scene: PaneScene, rows: number): readonly Line[] {
  const { watch, outlook, now, columns } = scene;
  const throughput = watch.throughput[outlook.rateOf];
  if (!throughput || !hasRisen(throughput)) return [];
  // In less time than two usual gaps there may be one batch, or none.
  const rhythmMs = 2 * (outlook.gapsMs?.usual ?? 0);
  const timeText = (elapsed: number) => minuteText(elapsed + now.aheadMs, now.today);
  const rates = {
    from: timeText(plottedFrom(throughput, plottedMs)),
    until: timeText(throughput.until),
    perSecond: (cells: number) => rateColumns(throughput, cells, plottedMs, rhythmMs),
  };
  const isPast = knownEnding(watch) || isStale(scene);
  return ratePlot(rates, { columns, rows }, isPast ? "faint" : "busy");
}
