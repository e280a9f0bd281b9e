import { setTimeout as sleep } from "node:timers/promises";
import { measureEnded } from "./ended.ts";
import { pressKeys } from "./keys.ts";
import type { Measured } from "./measured.ts";
import { startTenant, type TenantOptions } from "./support/bench-tenant.ts";
import { countTraffic, type Traffic } from "./support/frames.ts";
import { untilAnswered } from "./support/until.ts";
import { openWatch } from "./support/watch.ts";

const large = { columns: 200, rows: 50 };
/** So many times as fast a minute passes; a busy machine only makes frames fewer. */
const speed = 10;
const minuteMs = 60_000;
const settledMs = 5000;
const keys = 30;
/** A request that a busy machine delays too long is an event, with a frame of its own. */
const mostFrames = 1.05;

/** What goes to the terminal in a minute: counts that are the same on a busy machine. */
export async function measureCounted(): Promise<readonly Measured[]> {
  const [still, events, table, ended, pressed] = await Promise.all([
    minuteOf(12, "still"),
    minuteOf(12, "events"),
    minuteOf(100, "working"),
    measureEnded(speed),
    framesOfKeys(),
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
      reference: "seconds that the clock has shown",
      theirs: seconds,
      wanted: { of: "ratio", atMost: mostFrames },
    },
  ]);
  return [...rows, pressed, ...ended];
}

async function minuteOf(ids: number, pace: TenantOptions["pace"]): Promise<Traffic> {
  const tenant = await startTenant({ ids, pace }, speed);
  const watch = openWatch(tenant, { ...large, speed });
  await untilAnswered(tenant);
  await sleep(settledMs / speed);
  const traffic = countTraffic(watch);
  await sleep(minuteMs / speed);
  const counted = traffic();
  await watch.end();
  await tenant.close();
  return counted;
}

/** A key draws one frame, beside those of the clock. */
async function framesOfKeys(): Promise<Measured> {
  const tenant = await startTenant({ ids: 100, pace: "still" });
  const watch = openWatch(tenant, large);
  await untilAnswered(tenant);
  const traffic = countTraffic(watch);
  await pressKeys(watch, keys);
  const { frames, seconds } = traffic();
  await watch.end();
  await tenant.close();
  return {
    what: `frames: ${keys} keys in a table of 100`,
    ours: frames,
    unit: "",
    reference: "keys, and seconds that the clock has shown",
    theirs: keys + seconds,
    wanted: { of: "ratio", atMost: mostFrames },
  };
}
