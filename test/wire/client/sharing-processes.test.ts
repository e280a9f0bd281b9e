import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test, type TestContext } from "vitest";
import { startSimulator } from "../../../src/simulator/server.ts";
import { systemClock } from "../../../src/time/clock.ts";
import { runProgram } from "../support/program.ts";
import { compileCache } from "../../support/compile-cache.ts";

const program = new URL("../../../dist/aggwatch.js", import.meta.url).pathname;

/** None of these ends within a minute. */
const scenarios = ["normal", "deletions", "grows", "shrinks", "stall", "absent", "null"] as const;

/**
 * 51 leave in any 10 s at most. On a computer that is busy ten times over some are late on their
 * way, and come in with those of the next moment. Two that do not share would send 100.
 */
const mostInAWindow = 60;
/** Longer than a window. */
const longMs = 13_000;

/** A simulated tenant in real time, and processes that watch all it has as often as they may. */
async function crowd({ onTestFinished }: TestContext) {
  const simulator = await startSimulator({
    scenarios,
    seed: 1,
    port: 0,
    aggregationClock: systemClock,
    clientClock: systemClock,
  });
  const runtimeFolder = await mkdtemp(join(tmpdir(), "aggwatch-sharing-"));
  const folder = join(runtimeFolder, "aggwatch");
  const env = {
    ...compileCache(),
    SAIL_BASE_URL: simulator.baseUrl,
    SAIL_CLIENT_ID: simulator.clientId,
    SAIL_CLIENT_SECRET: simulator.clientSecret,
    XDG_RUNTIME_DIR: runtimeFolder,
  };
  const ids = simulator.aggregations.map(({ id }) => id);
  const children = new Set<ReturnType<typeof spawn>>();
  onTestFinished(async () => {
    for (const child of children) child.kill("SIGKILL");
    await simulator.close();
    await rm(runtimeFolder, { recursive: true });
  });

  function start() {
    const args = [program, ...ids, "--interval", "1", "--no-history"];
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    children.add(child);
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => void (said += chunk.toString()));
    }
    return { child, exit: once(child, "exit"), said: () => said };
  }

  return {
    /** The time from the first request to the last. */
    lastedMs: () => (simulator.requests.at(-1)?.atMs ?? 0) - (simulator.requests[0]?.atMs ?? 0),
    /** The most that came in within any 10 s. */
    peak: () => {
      const times = simulator.requests.map(({ atMs }) => atMs);
      return Math.max(
        ...times.map((at) => times.filter((one) => one >= at && one - at <= 10_000).length),
      );
    },
    sent: () => simulator.requests.length,
    list: () => runProgram(["list"], env, runtimeFolder),
    start: (count: number) => Array.from({ length: count }, start),
    /** In place of the folder there is something else. */
    spoil: () => writeFile(folder, ""),
    /** What is left but the slots, which the next one to look clears once they are 10 s old. */
    left: async () => (await readdir(folder)).filter((name) => !name.includes(".slot-")),
    slots: async () => (await readdir(folder)).filter((name) => name.includes(".slot-")).length,
    watchers: async () => (await readdir(folder)).filter((name) => name.includes("watcher")),
  };
}

function lastShare(lines: string): string | undefined {
  return lines.match(/\d+ watchers share/g)?.at(-1);
}

const seldom = { interval: 100 };

describe.concurrent("processes that are the same client", () => {
  test("two together never come near the limiter, and each says its share", async (context) => {
    const { expect } = context;
    const { lastedMs, peak, start, left } = await crowd(context);
    const two = start(2);
    await expect.poll(lastedMs, seldom).toBeGreaterThan(longMs);
    expect(peak()).toBeLessThanOrEqual(mostInAWindow);
    for (const { child } of two) child.kill("SIGTERM");
    const exits = await Promise.all(two.map(({ exit }) => exit));
    expect(exits).toEqual([
      [143, null],
      [143, null],
    ]);
    for (const { said } of two) {
      expect(said()).toContain("2 watchers share this client's budget: 25 requests per 10s each");
      expect(said()).not.toContain("rate limited (429)");
    }
    expect(await left()).toEqual([]);
  });

  test("ten do not either; the share of one that is killed is the others', and nothing is left", async (context) => {
    const { expect } = context;
    const { lastedMs, peak, start, left, watchers } = await crowd(context);
    const [killed, ...others] = start(10);
    await expect.poll(lastedMs, seldom).toBeGreaterThan(longMs);
    expect(peak()).toBeLessThanOrEqual(mostInAWindow);
    await expect.poll(watchers, seldom).toHaveLength(10);
    killed?.child.kill("SIGKILL");
    await expect.poll(watchers, seldom).toHaveLength(9);
    for (const { said } of others) {
      // All have to.
      await expect.poll(() => lastShare(said()), seldom).toBe("9 watchers share");
    }
    expect(peak()).toBeLessThanOrEqual(mostInAWindow);
    for (const { child } of others) child.kill("SIGTERM");
    await Promise.all(others.map(({ exit }) => exit));
    for (const { said } of others) expect(said()).not.toContain("rate limited (429)");
    expect(await left()).toEqual([]);
  });

  test("a list leaves a slot for each of its requests, and nothing else", async (context) => {
    const { expect } = context;
    const { list, left, slots, sent } = await crowd(context);
    expect(await list()).toMatchObject({ code: 0, stderr: "" });
    expect(await slots()).toBe(sent());
    expect(await left()).toEqual([]);
  });

  test("where they have no folder, each works alone and says so", async (context) => {
    const { expect } = context;
    const { list, spoil } = await crowd(context);
    await spoil();
    const { code, stderr } = await list();
    expect(stderr).toMatch(
      /^aggwatch: the request budget is not shared .*: \S+\/aggwatch is not a folder that .*; XDG_RUNTIME_DIR may name a folder of your own\n$/,
    );
    expect(code).toBe(0);
  });
});
