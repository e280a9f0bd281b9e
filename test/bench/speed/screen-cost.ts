import { setTimeout as sleep } from "node:timers/promises";
import { openPty } from "../../terminal/support/pty.ts";
import { measureEnded } from "./ended.ts";
import type { Measured } from "./measured.ts";
import { startTenant, type TenantOptions } from "./support/bench-tenant.ts";
import { countTraffic, type Traffic } from "./support/frames.ts";
import { reference } from "./support/references.ts";
import { untilAnswered } from "./support/until.ts";
import { cpuMsOf } from "./support/usage.ts";
import { openWatch, type Watch, type WatchOptions } from "./support/watch.ts";

const large = { columns: 200, rows: 50 };

interface Case extends WatchOptions, Pick<TenantOptions, "ids" | "pace"> {
  readonly what: string;
  /** Of a core, in percent. */
  readonly mostCpu?: number;
  /** Whether all have answered before it counts, however many they are. */
  readonly isFast?: true;
}

const cases: readonly Case[] = [
  { what: "12 panes 200×50, nothing changes", ids: 12, pace: "still", ...large, mostCpu: 3 },
  { what: "12 panes 200×50, an event a second", ids: 12, pace: "events", ...large, mostCpu: 3 },
  { what: "table of 100, 200×50", ids: 100, pace: "working", ...large, isFast: true },
  {
    what: "table of 1,000, 200×50",
    ids: 1000,
    pace: "working",
    ...large,
    isFast: true,
    mostCpu: 3,
  },
  { what: "table of 1,000, 200×50, first answers", ids: 1000, pace: "working", ...large },
  { what: "4 panes 80×24", ids: 4, pace: "working" },
];

/** So many times as fast a screen comes to where all have answered once. */
const fast = 30;
/** A busy machine does not keep up; then the row says how many have answered. */
const longestStartMs = 40_000;
/** From then on a screen is at rest; then so long is counted. */
const settledMs = 5000;
const countedMs = 10_000;

/** What a screen that stays costs: the processor, and the bytes that go to the terminal. */
export async function measureScreenCost(): Promise<readonly Measured[]> {
  const hello = await costOfHello();
  const rows: Measured[] = [];
  for (const one of cases) {
    const { frames, bytes, diffBytes, cpuPercent, answered } = await costOf(one);
    const what = answered < one.ids ? `${one.what} (${answered} have answered)` : one.what;
    rows.push(
      {
        what: `CPU: ${what}`,
        ours: cpuPercent,
        unit: "%",
        reference: "an Ink hello that counts seconds",
        theirs: hello,
        ...(one.mostCpu !== undefined && { wanted: { of: "ours", atMost: one.mostCpu } }),
      },
      {
        what: `bytes a second: ${what}, ${((frames / countedMs) * 1000).toFixed(1)} frames`,
        ours: (bytes / countedMs) * 1000,
        unit: "B",
        reference: "the emulator's cell diff",
        theirs: (diffBytes / countedMs) * 1000,
        wanted: { of: "ratio", atMost: 2 },
      },
    );
  }
  return [...rows, ...(await measureEnded(1))];
}

async function costOf({ ids, pace, isFast, ...options }: Case) {
  const speed = isFast ? fast : 1;
  const tenant = await startTenant({ ids, pace }, speed);
  const watch = openWatch(tenant, { ...options, speed });
  let answered = ids;
  if (isFast) {
    answered = await untilAnswered(tenant, longestStartMs);
    tenant.slowDown();
    watch.kill("SIGURG");
  }
  const cost = await costNow(watch);
  await watch.end();
  await tenant.close();
  return { ...cost, answered };
}

interface Cost extends Traffic {
  readonly cpuPercent: number;
}

async function costNow(
  watch: Pick<Watch, "pid" | "terminal" | "until" | "written">,
): Promise<Cost> {
  await sleep(settledMs);
  const { pid } = watch;
  const traffic = countTraffic(watch);
  const [cpuMs, startedAt] = [cpuMsOf(pid), performance.now()];
  await sleep(countedMs);
  const cpuPercent = (100 * (cpuMsOf(pid) - cpuMs)) / (performance.now() - startedAt);
  return { ...traffic(), cpuPercent };
}

async function costOfHello(): Promise<number> {
  const pty = openPty(process.execPath, [await reference("ink-hello")], large);
  await pty.until("hello");
  const { cpuPercent } = await costNow(pty);
  pty.kill("SIGKILL");
  await pty.exited;
  return cpuPercent;
}
