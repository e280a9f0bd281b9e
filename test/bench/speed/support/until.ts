import { setTimeout as sleep } from "node:timers/promises";
import type { BenchTenant } from "./bench-tenant.ts";
import type { Watch } from "./watch.ts";

/** Waits until every id has been asked about once. */
export async function untilAnswered(tenant: BenchTenant): Promise<void> {
  await untilRequested(tenant, tenant.watched.length);
}

/** Waits until the screen shows the end of every id, with the outcome of its task. */
export async function untilEnded(tenant: BenchTenant, watch: Watch): Promise<void> {
  const ids = tenant.watched.length;
  await watch.until(() => watch.screen().join("\n").split("SUCCESS").length > ids);
  await untilRequested(tenant, 2 * ids);
}

async function untilRequested(tenant: BenchTenant, paths: number): Promise<void> {
  while (Map.groupBy(await tenant.requests(), ({ path }) => path).size < paths) await sleep(50);
}
