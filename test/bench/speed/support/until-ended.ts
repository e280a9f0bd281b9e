import { setTimeout as sleep } from "node:timers/promises";
import type { BenchTenant } from "./bench-tenant.ts";
import type { Watch } from "./watch.ts";

/** Waits until the screen shows the end of every id, with the outcome of its task. */
export async function untilEnded(tenant: BenchTenant, watch: Watch): Promise<void> {
  const ids = tenant.watched.length;
  await watch.until(() => watch.screen().join("\n").split("SUCCESS").length > ids);
  while (Map.groupBy(await tenant.requests(), ({ path }) => path).size < 2 * ids) await sleep(50);
}
