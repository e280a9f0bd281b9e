import { setImmediate as nextTurn } from "node:timers/promises";
import * as prom from "prom-client";
import { createExporter, sameForMs } from "../../../src/metrics/exporter.ts";
import { createMetrics } from "../../../src/metrics/metrics.ts";
import { mostAggregations } from "../../../src/metrics/shown.ts";
import type { Measured } from "./measured.ts";
import { median } from "./support/statistics.ts";
import { watchWorking } from "./support/working-watch.ts";

const hourMs = 3_600_000;
const rounds = 9;
/** Less than what a person feels, and what a poll can wait. */
const mostMs = 30;

/**
 * For how long a scrape of as many aggregations as the metrics can have lets nothing else happen. In
 * CPU time, which is the same where others have the computer meanwhile.
 */
export async function measureScrape(): Promise<readonly Measured[]> {
  const watch = await watchWorking(mostAggregations, hourMs);
  const metrics = createMetrics({ version: "1.2.3", node: process.version });
  metrics.watches(watch.watcher, watch.clock);
  const scrape = createExporter(prom, metrics.parts, watch.clock);
  const longest: number[] = [];
  const whole: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await watch.clock.advance(sameForMs);
    const stretches = await stretchesOf(() => scrape("openmetrics"));
    longest.push(Math.max(...stretches));
    whole.push(stretches.reduce((sum, one) => sum + one, 0));
  }
  await watch.end();
  return [
    {
      what: `scrape of ${mostAggregations.toLocaleString("en-US")} aggregations, CPU of its longest stretch`,
      ours: median(longest),
      unit: "ms",
      reference: "of the whole scrape",
      theirs: median(whole),
      wanted: { of: "ours", atMost: mostMs },
    },
  ];
}

/** The CPU time, in milliseconds, of each stretch of some work between two turns of the event loop. */
async function stretchesOf(work: () => Promise<unknown>): Promise<readonly number[]> {
  const stretches: number[] = [];
  const progress = { isOver: false };
  let since = process.threadCpuUsage();
  const done = work().finally(() => (progress.isOver = true));
  while (!progress.isOver) {
    await nextTurn();
    const { user, system } = process.threadCpuUsage(since);
    stretches.push((user + system) / 1000);
    since = process.threadCpuUsage();
  }
  await done;
  return stretches;
}
