import { setTimeout as sleep } from "node:timers/promises";
import type { Measured } from "./measured.ts";
import { type BenchTenant, startTenant } from "./support/bench-tenant.ts";
import { idOf } from "./support/ids.ts";
import { openWatch } from "./support/watch.ts";

const presses = 6;
const ids = 100;
/** By then the requests of the start have left the budget's window. */
const settledMs = 11_000;
/** After a request of the focused id; it is asked every two seconds anyway. */
const pressAfterMs = 300;

/** From the key `r` to its request at the tenant, over HTTP, while polls use up the budget. */
export async function measureRefresh(): Promise<readonly Measured[]> {
  const tenant = await startTenant({ ids, pace: "still" });
  const watch = openWatch(tenant, { columns: 120, rows: 30 });
  await sleep(settledMs);
  const waits: number[] = [];
  for (let press = 0; press < presses; press += 1) {
    await requestAfter(Date.now(), idOf(0), tenant);
    await sleep(pressAfterMs);
    const pressedAt = Date.now();
    watch.type("r");
    waits.push((await requestAfter(pressedAt, idOf(0), tenant)) - pressedAt);
    // What goes first has a fifth of the budget.
    await sleep(1000);
  }
  const refused = (await tenant.requests()).filter(({ isRefused }) => isRefused).length;
  await watch.end();
  await tenant.close();
  const nothing = { reference: "", theirs: 1 };
  return [
    {
      what: `key \`r\` to its request, ${ids} ids, slowest of ${presses}`,
      ours: Math.max(...waits),
      unit: "ms",
      ...nothing,
      wanted: { of: "ours", atMost: 400 },
    },
    {
      what: "requests refused with 429 meanwhile",
      ours: refused,
      unit: "",
      ...nothing,
      wanted: { of: "ours", atMost: 0 },
    },
  ];
}

async function requestAfter(atMs: number, id: string, tenant: BenchTenant): Promise<number> {
  for (;;) {
    const requests = await tenant.requests();
    const seen = requests.find(({ path, atMs: at }) => at >= atMs && path.includes(id));
    if (seen) return seen.atMs;
    await sleep(20);
  }
}
