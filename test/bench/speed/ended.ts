import { setTimeout as sleep } from "node:timers/promises";
import type { Measured } from "./measured.ts";
import { startTenant } from "./support/bench-tenant.ts";
import { countTraffic } from "./support/frames.ts";
import { untilEnded } from "./support/until.ts";
import { cpuMsOf } from "./support/usage.ts";
import { openWatch } from "./support/watch.ts";

/** By then no request counts in the budget any more. */
const settledMs = 11_000;
const countedMs = 5000;

/**
 * What is left to do once all have ended and no clock is visible.
 *
 * @param speed how many times as fast time passes
 */
export async function measureEnded(speed: number): Promise<readonly Measured[]> {
  const tenant = await startTenant({ ids: 4, pace: "ended" }, speed);
  const watch = openWatch(tenant, { columns: 200, rows: 50, speed, flags: ["--stay"] });
  await untilEnded(tenant, watch);
  await sleep(settledMs / speed);
  const traffic = countTraffic(watch);
  const cpuMs = cpuMsOf(watch.pid);
  await sleep(countedMs);
  const cpuPercent = (100 * (cpuMsOf(watch.pid) - cpuMs)) / countedMs;
  const { frames, bytes } = traffic();
  await watch.end();
  await tenant.close();
  const what = "4 panes 200×50, all ended, --stay";
  const nothing = { reference: "", theirs: 1 };
  const none = { ...nothing, wanted: { of: "ours", atMost: 0 } } as const;
  const rows: readonly Measured[] = [
    { what: `frames: ${what}`, ours: frames, unit: "", ...none },
    { what: `bytes: ${what}`, ours: bytes, unit: "B", ...none },
  ];
  // A faster time makes timers fire more often.
  if (speed !== 1) return rows;
  const cpu = { what: `CPU: ${what}`, ours: cpuPercent, unit: "%", ...nothing };
  return [{ ...cpu, wanted: { of: "ours", atMost: 0.3 } }, ...rows];
}
