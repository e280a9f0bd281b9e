import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scenarioNames } from "../../../src/simulator/scenarios/scenarios.ts";
import { startSimulator } from "../../../src/simulator/server.ts";
import { systemClock } from "../../../src/time/clock.ts";
import { openPty, type Pty } from "../../terminal/support/pty.ts";
import type { Measured } from "./measured.ts";

const program = new URL("../../../dist/aggwatch.js", import.meta.url).pathname;
const hook = new URL("usage.ts", import.meta.url).href;
const wholeScreen = new URL("whole-screen.ts", import.meta.url).pathname;

const cases = [
  { ids: 4, columns: 80, rows: 24 },
  { ids: 36, columns: 200, rows: 50 },
];

/** The start is another matter: from then on it counts, in seconds. */
const from = 5;
const seconds = 15;

/** What a watch costs while it goes on, beside a program that draws the same screen each second. */
export async function measureWatching(): Promise<readonly Measured[]> {
  const rows: Measured[] = [];
  for (const { ids, columns, rows: height } of cases) {
    // Each has the machine for itself and the tenant.
    const { ours, theirs } = await bothOf(ids, { columns, rows: height });
    const what = `${ids} aggregations on ${columns}×${height}`;
    rows.push(
      {
        what: `${what}, bytes written a second`,
        ours: ours.bytes,
        reference: "the whole screen each second",
        theirs: theirs.bytes,
        unit: "B",
      },
      {
        what: `${what}, processor time a second`,
        ours: ours.cpuMs,
        reference: "a core",
        theirs: 1000,
        unit: "ms",
      },
    );
  }
  return rows;
}

/** A second's worth of each. */
interface Cost {
  readonly bytes: number;
  readonly cpuMs: number;
}

async function bothOf(
  ids: number,
  size: { readonly columns: number; readonly rows: number },
): Promise<{ readonly ours: Cost; readonly theirs: Cost }> {
  const folder = mkdtempSync(join(tmpdir(), "aggwatch-bench-"));
  const simulator = await startSimulator({
    scenarios: scenarioNames.slice(0, ids),
    seed: 1,
    port: 0,
    aggregationClock: systemClock,
    clientClock: systemClock,
  });
  const screenFile = join(folder, "screen");
  const inFolder = (name: string) => ({
    NODE_OPTIONS: `--import=${hook}`,
    BENCH_USAGE_FILE: join(folder, name),
    BENCH_SCREEN_FILE: screenFile,
    XDG_RUNTIME_DIR: folder,
    SAIL_BASE_URL: simulator.baseUrl,
    SAIL_CLIENT_ID: simulator.clientId,
    SAIL_CLIENT_SECRET: simulator.clientSecret,
  });
  try {
    const args = [program, ...simulator.aggregations.map(({ id }) => id), "--no-history"];
    const watch = openPty(process.execPath, args, { ...size, env: inFolder("ours") });
    const ours = await costOf(watch, join(folder, "ours"));
    writeFileSync(screenFile, watch.screen().join("\r\n"));
    await ended(watch);
    const loop = openPty(process.execPath, [wholeScreen], { ...size, env: inFolder("theirs") });
    const theirs = await costOf(loop, join(folder, "theirs"));
    await ended(loop);
    return { ours, theirs };
  } finally {
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function costOf(pty: Pty, file: string): Promise<Cost> {
  const before = await costAt(pty, file, from);
  const after = await costAt(pty, file, from + seconds);
  const passed = (after.elapsedMs - before.elapsedMs) / 1000;
  return {
    bytes: (after.bytes - before.bytes) / passed,
    cpuMs: (after.cpuMs - before.cpuMs) / passed,
  };
}

/** All that it has cost by its sample of that number. */
async function costAt(pty: Pty, file: string, count: number) {
  for (;;) {
    // Until the sample is there.
    await systemClock.sleep(100);
    const sample = samplesIn(file)[count - 1];
    if (sample) return { ...sample, bytes: Buffer.byteLength(pty.written()) };
  }
}

function samplesIn(file: string) {
  try {
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    return lines.map((line) => JSON.parse(line) as { elapsedMs: number; cpuMs: number });
  } catch {
    // Not there yet.
    return [];
  }
}

async function ended(pty: Pty): Promise<void> {
  pty.kill("SIGKILL");
  await pty.exited;
}
