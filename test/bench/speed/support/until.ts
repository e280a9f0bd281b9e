import { setTimeout as sleep } from "node:timers/promises";
import type { BenchTenant } from "./bench-tenant.ts";
import type { Watch } from "./watch.ts";

/** Waits until every id has been asked about once, but no longer; how many have been then. */
export function untilAnswered(tenant: BenchTenant, mostMs?: number): Promise<number> {
  return untilRequested(tenant, tenant.watched.length, mostMs);
}

/** Waits until the screen shows the end of every id, with the outcome of its task. */
export async function untilEnded(tenant: BenchTenant, watch: Watch): Promise<void> {
  const ids = tenant.watched.length;
  await watch.until(() => watch.screen().join("\n").split("SUCCESS").length > ids);
  await untilRequested(tenant, 2 * ids);
}

async function untilRequested(
  tenant: BenchTenant,
  paths: number,
  mostMs = Number.POSITIVE_INFINITY,
): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    const { size } = Map.groupBy(await tenant.requests(), ({ path }) => path);
    if (size >= paths || performance.now() - startedAt > mostMs) return size;
    await sleep(50);
  }
}
