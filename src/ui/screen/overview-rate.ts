import { remembered } from "../../system/remembered.ts";
import { width } from "../../text/columns.ts";
import { rate } from "../../text/time-left.ts";
import { minuteText } from "../../text/time-of-day.ts";
import { staleAfterMs } from "../../watch/forecast/forecast.ts";
import { trackNames } from "../../watch/forecast/progress.ts";
import { plottedFrom, rateColumns } from "../../watch/forecast/throughput.ts";
import { type Summand, throughputSum } from "../../watch/forecast/throughput-sum.ts";
import { knownEnding } from "../../watch/model/known-ending.ts";
import { clientOf, type Snapshot } from "../../watch/model/snapshot.ts";
import { type Line, span } from "../lines/line.ts";
import { plottedMs, ratePlot } from "../lines/rate-plot.ts";
import type { Scene } from "../view/scene.ts";

/** In less, batches come and go. The rate of now is that of the last column. */
const columnMs = 60_000;

/** What all ids process together: the rate of the last minute, and a plot of the last ten. */
export function rateRow({ snapshot, now }: Scene, columns: number): Line {
  const { sum, latest } = togetherOf(snapshot);
  const perSecond = (cells: number) => (sum ? rateColumns(sum, cells, plottedMs, columnMs) : []);
  const last = perSecond(plottedMs / columnMs).at(-1);
  if (!sum || last === undefined) return [span(" all rate unknown")];
  const isPast = snapshot.watches.every(knownEnding) || now.elapsed - latest > staleMsOf(snapshot);
  const lastText = isPast || Number.isNaN(last) ? "" : `${rate(last)} `;
  const title = ` all ${lastText}accounts + identities `;
  const timeText = (elapsed: number) => minuteText(elapsed + now.aheadMs, now.today);
  const rates = {
    from: timeText(plottedFrom(sum, plottedMs)),
    until: timeText(sum.until),
    perSecond,
  };
  const room = { columns: columns - width(title), rows: 1 };
  const [plot = []] = ratePlot(rates, room, isPast ? "faint" : "busy");
  return [span(title), ...plot];
}

/** The sum, and when the latest answer of all came. It costs nothing where nothing has changed. */
const togetherOf = remembered((snapshot: Snapshot) => {
  const summands: Summand[] = [];
  let latest = 0;
  for (const watch of snapshot.watches) {
    const ending = knownEnding(watch);
    const isOver = ending !== undefined && "isSeenRunning" in ending;
    const awaitedMs = ending ? 0 : staleAfterMs(clientOf(snapshot, watch).intervalMs);
    for (const name of trackNames) {
      const throughput = watch.throughput[name];
      if (!throughput) continue;
      summands.push({ throughput, isOver, awaitedMs });
      latest = Math.max(latest, throughput.until);
    }
  }
  return { sum: throughputSum(summands, plottedMs + columnMs), latest };
});

function staleMsOf({ clients }: Snapshot): number {
  return Math.max(...clients.map(({ intervalMs }) => staleAfterMs(intervalMs)));
}
