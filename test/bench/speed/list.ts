import type { Measured } from "./measured.ts";
import { startTenant } from "./support/bench-tenant.ts";
import { reference } from "./support/references.ts";
import { runToEnd } from "./support/run-to-end.ts";
import { median } from "./support/statistics.ts";
import { program } from "./support/watch.ts";

const pendingTasks = 1000;
const runs = 3;

/** `aggwatch list` where many run, beside the same list by the vendor's SDK, which has no budget. */
export async function measureList(): Promise<readonly Measured[]> {
  const tenant = await startTenant({ ids: 0, pace: "still", pendingTasks });
  const sdk = await reference("sdk-loop");
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run += 1) {
    ours.push(await runToEnd([program, "list"], tenant.env, pendingTasks));
    theirs.push(await runToEnd([sdk, "pending"], tenant.env, pendingTasks));
  }
  await tenant.close();
  return [
    {
      what: "`aggwatch list`, 1,000 pending tasks",
      ours: median(ours) / 1000,
      unit: "s",
      reference: "the vendor's SDK, pages of 250",
      theirs: median(theirs) / 1000,
      wanted: { of: "ours", atMost: 3 },
    },
  ];
}
