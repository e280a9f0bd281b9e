import type { Measured } from "./measured.ts";
import { watchInvented } from "./support/invented-watch.ts";
import { idOf } from "./support/ids.ts";

const presses = 20;

/** What can be counted of the requests, in invented time. */
export async function measureRequests(): Promise<readonly Measured[]> {
  const burst = watchInvented(50);
  await burst.clock.advance(1000);
  await burst.end();
  const nothing = { reference: "", theirs: 1 };
  return [
    {
      what: "of 50 ids, still without a request after a second",
      ours: 50 - new Set(burst.seen.map(({ id }) => id)).size,
      unit: "",
      ...nothing,
      wanted: { of: "ours", atMost: 1 },
    },
    {
      what: `refresh to its request, 100 ids, invented time, slowest of ${presses}`,
      ours: await slowestRefresh(100),
      unit: "ms",
      ...nothing,
      wanted: { of: "ours", atMost: 400 },
    },
  ];
}

async function slowestRefresh(ids: number): Promise<number> {
  const { clock, watcher, seen, end } = watchInvented(ids);
  await clock.advance(30_000);
  const waits: number[] = [];
  for (let press = 0; press < presses; press += 1) {
    // Not a multiple of anything in the schedule.
    await clock.advance(3137);
    const id = idOf((press * 37) % ids);
    const pressedAt = clock.elapsed();
    watcher.refresh?.(id);
    await clock.advance(2000);
    const request = seen.find((one) => one.id === id && one.at >= pressedAt);
    waits.push((request?.at ?? Number.POSITIVE_INFINITY) - pressedAt);
  }
  await end();
  return Math.max(...waits);
}
