import type { Measured } from "./measured.ts";
import { startTenant } from "./support/bench-tenant.ts";
import { sourceOf } from "./support/ids.ts";
import { firstProcessed } from "./support/progress.ts";
import { median } from "./support/statistics.ts";
import { openWatch } from "./support/watch.ts";

const runs = 15;

/** How long it takes until a number of the tenant's can be read, beside the first frame. */
export async function measureFirstNumber(): Promise<readonly Measured[]> {
  const tenant = await startTenant({ ids: 4, pace: "still" });
  const [frames, numbers]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run += 1) {
    const startedAt = performance.now();
    const watch = openWatch(tenant);
    await watch.until(sourceOf(0));
    frames.push(performance.now() - startedAt);
    await watch.until(firstProcessed.toLocaleString("en-US"));
    numbers.push(performance.now() - startedAt);
    await watch.end();
  }
  await tenant.close();
  return [
    {
      what: "first frame with a number",
      ours: median(numbers),
      unit: "ms",
      reference: "the first frame of the same runs",
      theirs: median(frames),
      wanted: { of: "ratio", atMost: 1.1 },
    },
  ];
}
