import { setTimeout as sleep } from "node:timers/promises";
import { openPty } from "../../terminal/support/pty.ts";
import type { Measured } from "./measured.ts";
import { startTenant } from "./support/bench-tenant.ts";
import { fasterBy } from "./support/faster-by.ts";
import { idOf } from "./support/ids.ts";
import { reference } from "./support/references.ts";
import { median } from "./support/statistics.ts";
import { rssMibOf } from "./support/usage.ts";
import { openWatch } from "./support/watch.ts";

const size = { columns: 200, rows: 50 };
const hourMs = 3_600_000;
/** An hour of ticks and polls in that many milliseconds less; as fast as the screen keeps up. */
const speed = 30;
const samples = 40;
const mostMib = 150;
/** More than the noise of a garbage collector. */
const mostGrowth = 1.1;

/** How much memory the screen has after an hour, beside programs that show less. */
export async function measureMemory({
  hour,
}: {
  readonly hour: boolean;
}): Promise<readonly Measured[]> {
  const pace = hour ? 1 : speed;
  // At once: each has a core, and an hour is long.
  const [few, many, hello, sdk] = await Promise.all([
    rssOfScreen(12, pace),
    rssOfScreen(1000, pace),
    rssOfHello(pace),
    rssOfSdk(pace),
  ]);
  const after = (one: ScreenHour) =>
    `after ${hour ? "an hour" : `an hour at ${speed} times its pace`} ` +
    `(${one.frames.toLocaleString("en-US")} frames, ${one.requests.toLocaleString("en-US")} requests)`;
  return [
    rss(`RSS, 12 panes 200×50, ${after(few)}`, few.mib, "an Ink hello", hello),
    rss(`RSS, table of 1,000, ${after(many)}`, many.mib, "a loop with the vendor's SDK", sdk),
    flatness("RSS in the last quarter of it, 12 panes", few.mib),
    flatness("RSS in the last quarter of it, table of 1,000", many.mib),
  ];
}

function rss(
  what: string,
  ours: readonly number[],
  reference: string,
  theirs: readonly number[],
): Measured {
  const [mine, others] = [median(quarter(ours, 3)), median(quarter(theirs, 3))];
  const wanted = { of: "ours", atMost: mostMib } as const;
  return { what, ours: mine, unit: "MiB", reference, theirs: others, wanted };
}

function flatness(what: string, ours: readonly number[]): Measured {
  return {
    what,
    ours: median(quarter(ours, 3)),
    unit: "MiB",
    reference: "in the second quarter",
    theirs: median(quarter(ours, 1)),
    wanted: { of: "ratio", atMost: mostGrowth },
  };
}

function quarter(values: readonly number[], which: number): readonly number[] {
  return values.slice((which * values.length) / 4, ((which + 1) * values.length) / 4);
}

interface ScreenHour {
  readonly mib: readonly number[];
  readonly frames: number;
  readonly requests: number;
}

async function rssOfScreen(ids: number, pace: number): Promise<ScreenHour> {
  const tenant = await startTenant({ ids, pace: "working" }, pace);
  const watch = openWatch(tenant, { ...size, speed: pace });
  const mib = await rssOver(watch.pid, pace);
  const frames = watch.written().split("\u001B[?2026l").length - 1;
  const requests = (await tenant.requests()).length;
  await watch.end();
  await tenant.close();
  return { mib, frames, requests };
}

async function rssOfHello(pace: number): Promise<readonly number[]> {
  const file = await reference("ink-hello");
  const pty = openPty(process.execPath, [file], { ...size, env: fasterBy(pace) });
  const found = await rssOver(pty.pid, pace);
  pty.kill("SIGKILL");
  await pty.exited;
  return found;
}

async function rssOfSdk(pace: number): Promise<readonly number[]> {
  const tenant = await startTenant({ ids: 12, pace: "working" }, pace);
  const ids = Array.from({ length: 12 }, (_, index) => idOf(index));
  const env = { ...tenant.env, ...fasterBy(pace) };
  const pty = openPty(process.execPath, [await reference("sdk-loop"), ...ids], { ...size, env });
  const found = await rssOver(pty.pid, pace);
  pty.kill("SIGKILL");
  await pty.exited;
  await tenant.close();
  return found;
}

/** Samples at even distances over an hour of the process's own time. */
async function rssOver(pid: number, pace: number): Promise<readonly number[]> {
  const found: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    await sleep(hourMs / pace / samples);
    found.push(rssMibOf(pid));
  }
  return found;
}
