import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { budgetKey } from "../../../src/api/sign-in/budget-key.ts";
import { startSimulator } from "../../../src/simulator/server.ts";
import { systemClock } from "../../../src/time/clock.ts";
import { type Outcome, runProgram } from "../../wire/support/program.ts";
import { compileCache } from "../../support/compile-cache.ts";

const program = new URL("../../../dist/aggwatch.js", import.meta.url).pathname;

/** None of these ends within a minute. */
const scenarios = ["normal", "deletions", "grows", "shrinks", "stall", "absent", "null"] as const;

export interface Watching {
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly exit: Promise<readonly unknown[]>;
  readonly said: () => string;
}

/** A simulated tenant in real time, and processes that watch all it has as often as they may. */
export interface Crowd {
  /** Names the client to the budget server. */
  readonly key: string;
  /** When the requests came in; `elapsed` milliseconds. */
  readonly times: () => readonly number[];
  readonly start: (
    count: number,
    budget: string,
    env?: Readonly<Record<string, string>>,
    ...args: readonly string[]
  ) => readonly Watching[];
  readonly run: (
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ) => Promise<Outcome>;
}

export async function gather(): Promise<Crowd> {
  const simulator = await startSimulator({
    scenarios,
    seed: 1,
    port: 0,
    aggregationClock: systemClock,
    clientClock: systemClock,
  });
  const home = await mkdtemp(join(tmpdir(), "aggwatch-fleet-"));
  const env = {
    SAIL_BASE_URL: simulator.baseUrl,
    SAIL_CLIENT_ID: simulator.clientId,
    SAIL_CLIENT_SECRET: simulator.clientSecret,
    ...compileCache(),
    HOME: home,
  };
  const ids = simulator.aggregations.map(({ id }) => id);
  const children = new Set<ReturnType<typeof spawn>>();
  onTestFinished(async () => {
    for (const child of children) child.kill("SIGKILL");
    await simulator.close();
    await rm(home, { recursive: true });
  });
  const { clientId, clientSecret } = simulator;
  return {
    key: budgetKey(new URL(simulator.baseUrl).host, { clientId, clientSecret }, "v2024"),
    times: () => simulator.requests.map(({ atMs }) => atMs),
    start: (count, budget, more = {}, ...args) =>
      Array.from({ length: count }, () => {
        const all = [program, ...ids, "--interval", "1", "--no-history", "--budget", budget];
        const child = spawn(process.execPath, [...all, ...args], {
          env: { ...env, ...more },
          stdio: ["ignore", "pipe", "pipe"],
        });
        children.add(child);
        let said = "";
        for (const stream of [child.stdout, child.stderr]) {
          stream.on("data", (chunk: Buffer) => void (said += chunk.toString()));
        }
        return {
          kill: (signal) => void child.kill(signal),
          exit: once(child, "exit"),
          said: () => said,
        };
      }),
    run: (args, more = {}) => runProgram(args, { ...env, ...more }, home),
  };
}

/** The most that came in within any 10 s. */
export function peakOf(times: readonly number[]): number {
  return Math.max(
    ...times.map((at) => times.filter((one) => one >= at && one - at <= 10_000).length),
  );
}
