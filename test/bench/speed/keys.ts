import { setTimeout as sleep } from "node:timers/promises";
import type { Measured } from "./measured.ts";
import { startTenant } from "./support/bench-tenant.ts";
import { median, quantile } from "./support/statistics.ts";
import { openWatch, type Watch } from "./support/watch.ts";

const keys = 300;

/** From a key to what it changes on the screen, in a table of many more ids than have room. */
export async function measureKeys(): Promise<readonly Measured[]> {
  const tenant = await startTenant({ ids: 1000, pace: "working" });
  const watch = openWatch(tenant, { columns: 200, rows: 50 });
  await watch.until(() => Number(/(\d+) processing/.exec(watch.screen().join("\n"))?.[1]) >= 20);
  const times = await pressKeys(watch, keys);
  await watch.end();
  await tenant.close();
  const middle = { reference: "the median", theirs: median(times) };
  return [
    {
      what: `key to paint, 1,000 ids, 99th percentile of ${keys} keys`,
      ours: quantile(times, 0.99),
      unit: "ms",
      ...middle,
      wanted: { of: "ours", atMost: 33 },
    },
  ];
}

/** Moves the focus down that many times; how long each took to be seen, in milliseconds. */
export async function pressKeys(watch: Watch, count: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let key = 0; key < count; key += 1) {
    const before = focusedRow(watch);
    const startedAt = performance.now();
    watch.type("j");
    await watch.until(() => focusedRow(watch) !== before);
    times.push(performance.now() - startedAt);
    // At another moment of the clock's second each time.
    await sleep(7);
  }
  return times;
}

/** The name in the row of the table that has the focus. */
function focusedRow(watch: Watch): string | undefined {
  const row = watch.screen().find((line) => line.startsWith("▌"));
  return row && /Source \d+/.exec(row)?.[0];
}
