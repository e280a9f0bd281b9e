import { cp, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { families } from "../../../src/metrics/families.ts";
import type { ScenarioName } from "../../../src/simulator/scenarios/scenarios.ts";
import { startSimulator } from "../../../src/simulator/server.ts";
import { fasterClock, systemClock } from "../../../src/time/clock.ts";
import { runProgram } from "../support/program.ts";
import { metricsOf, runningProgram } from "../support/running-program.ts";

const id = "0123456789abcdef0123456789abcdef";

/** A folder with nothing in it, until the end of the test. */
async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "aggwatch-metrics-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The environment of a client of a simulated tenant, whose aggregations take seconds. */
async function tenantOf(scenarios: readonly ScenarioName[]) {
  const simulator = await startSimulator({
    scenarios,
    seed: 1,
    port: 0,
    aggregationClock: fasterClock(systemClock, 100),
    clientClock: systemClock,
  });
  onTestFinished(() => simulator.close());
  return {
    SAIL_BASE_URL: simulator.baseUrl,
    SAIL_CLIENT_ID: simulator.clientId,
    SAIL_CLIENT_SECRET: simulator.clientSecret,
    HOME: await emptyFolder(),
  };
}

test("an exporter tells what it follows, in every family, and leaves at a signal", async () => {
  const env = await tenantOf(["normal", "stall", "cancelled"]);
  const args = ["--follow", "--metrics", "0", "--output", "quiet", "--interval", "1"];
  const watching = runningProgram(args, env);
  const url = await metricsOf(watching);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
  const scrape = async () => (await fetch(url)).text();
  await expect.poll(scrape).toMatch(/^aggwatch_aggregations_ended_total\{.+"CANCELLED"\} 1$/m);
  const text = await scrape();
  expect(text).toMatch(/^aggwatch_client_requests_total\{.+"sign_in",code="200"\} 1$/m);
  expect(text).toMatch(/^aggwatch_listing_success\{.+\} 1$/m);
  expect(text).toMatch(/^aggwatch_aggregation_end_timestamp_seconds\{.+"CANCELLED"\} \d/m);
  for (const name of Object.keys(families)) expect(text).toContain(`# TYPE ${name} `);
  for (const secret of [env.SAIL_CLIENT_ID, env.SAIL_CLIENT_SECRET]) {
    expect(text + watching.errors()).not.toContain(secret);
  }
  watching.kill("SIGTERM");
  expect(await watching.exited).toBe(143);
  await expect(scrape()).rejects.toThrow("fetch failed");
});

test("start tells of all that it starts, one after the other", async () => {
  const env = await tenantOf([]);
  const args = ["start", "Okta", "Slack", "--sequential", "--metrics", "0", "--output", "plain"];
  const starting = runningProgram([...args, "--interval", "1"], env);
  const url = await metricsOf(starting);
  const scrape = async () => (await fetch(url)).text();
  await expect.poll(scrape).toMatch(/^aggwatch_aggregation_state\{.*source="Slack"/m);
  expect(await scrape()).toMatch(/^aggwatch_aggregation_end_timestamp_seconds\{.*source="Okta"/m);
  starting.kill("SIGTERM");
  await starting.exited;
});

describe("ends with 2 before anything is sent", () => {
  const nobody = {
    SAIL_BASE_URL: "http://127.0.0.1:9",
    SAIL_CLIENT_ID: "c1",
    SAIL_CLIENT_SECRET: "s3cret",
  };

  test.for([
    ["9464a", /^aggwatch: --metrics takes a port/],
    ["", /^aggwatch: --metrics takes a port/],
    ["192.0.2.1:9464", /^aggwatch: --metrics: 192\.0\.2\.1:9464 is no address of this computer/],
  ] as const)("--metrics %j", async ([value, said]) => {
    const { code, stderr } = await runProgram([id, "--metrics", value], nobody, "/");
    expect(stderr).toMatch(said);
    expect(code).toBe(2);
  });

  test("a port that is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void other.close());
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await runProgram([id, "--metrics", `${port}`], nobody, "/");
    expect(stderr).toBe(
      `aggwatch: --metrics: 127.0.0.1:${port} is taken by another program; ` +
        "choose another port, or 0 for any that is free\n",
    );
    expect(code).toBe(2);
  });

  test("an aggwatch beside which prom-client is not installed, and says how it gets there", async () => {
    const folder = await emptyFolder();
    const dist = new URL("../../../dist", import.meta.url).pathname;
    await cp(dist, join(folder, "dist"), { recursive: true });
    const program = join(folder, "dist", "aggwatch.js");
    const { code, stderr } = await runProgram([id, "--metrics", "0"], nobody, "/", program);
    expect(stderr).toBe(
      "aggwatch: --metrics needs prom-client, not installed. Install it where aggwatch is: " +
        "npm install --global prom-client (in a project, without --global)\n",
    );
    expect(code).toBe(2);
  });
});
