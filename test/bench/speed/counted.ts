import { setTimeout as sleep } from "node:timers/promises";
import { measureEnded } from "./ended.ts";
import type { Measured } from "./measured.ts";
import { startTenant, type TenantOptions } from "./support/bench-tenant.ts";
import { countTraffic, type Traffic } from "./support/frames.ts";
import { openWatch } from "./support/watch.ts";

const large = { columns: 200, rows: 50 };
/** So many times as fast a minute passes; a busy machine only makes frames fewer. */
const speed = 10;
const minuteMs = 60_000;
const settledMs = 20_000;

/** What goes to the terminal in a minute: counts that are the same on a busy machine. */
export async function measureCounted(): Promise<readonly Measured[]> {
  const [still, events, table, ended] = await Promise.all([
    minuteOf(12, "still"),
    minuteOf(12, "events"),
    minuteOf(100, "working"),
    measureEnded(speed),
  ]);
  const cases = [
    ["12 panes, nothing changes", still],
    ["12 panes, an event a second", events],
    ["table of 100", table],
  ] as const;
  const rows = cases.flatMap(([what, { frames, seconds, bytes, diffBytes }]): Measured[] => [
    {
      what: `bytes: ${what}`,
      ours: bytes,
      unit: "B",
      reference: "the emulator's cell diff",
      theirs: diffBytes,
      wanted: { of: "ratio", atMost: 2 },
    },
    {
      what: `frames: ${what}`,
      ours: frames,
      unit: "",
      reference: "seconds that the header's clock showed",
      theirs: seconds,
      wanted: { of: "ratio", atMost: 1.02 },
    },
  ]);
  return [...rows, ...ended];
}

interface Minute extends Traffic {
  /** How many times of day the header has shown. */
  readonly seconds: number;
}

async function minuteOf(ids: number, pace: TenantOptions["pace"]): Promise<Minute> {
  const tenant = await startTenant({ ids, pace }, speed);
  const watch = openWatch(tenant, { ...large, speed });
  await sleep(settledMs / speed);
  const times = new Set<string>();
  const traffic = countTraffic(watch);
  void watch.until(() => {
    times.add(/\d\d:\d\d:\d\d(?=\s*$)/.exec(watch.screen()[0] ?? "")?.[0] ?? "");
    return false;
  });
  await sleep(minuteMs / speed);
  const counted = { ...traffic(), seconds: times.size };
  await watch.end();
  await tenant.close();
  return counted;
}
