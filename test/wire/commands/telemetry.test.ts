import { cp, mkdtemp, rm } from "node:fs/promises";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { startSimulator } from "../../../src/simulator/server.ts";
import { fasterClock, systemClock } from "../../../src/time/clock.ts";
import { runProgram } from "../support/program.ts";
import { startCollector } from "../support/collector.ts";

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "aggwatch-telemetry-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A simulated tenant with an aggregation of seconds, as its client sees it. */
async function tenantOf(scenario: "quick" | "cancelled") {
  const simulator = await startSimulator({
    scenarios: [scenario],
    seed: 1,
    port: 0,
    aggregationClock: fasterClock(systemClock, 100),
    clientClock: systemClock,
  });
  onTestFinished(() => simulator.close());
  const [aggregation] = simulator.aggregations;
  const env = {
    SAIL_BASE_URL: simulator.baseUrl,
    SAIL_CLIENT_ID: simulator.clientId,
    SAIL_CLIENT_SECRET: simulator.clientSecret,
    HOME: await emptyFolder(),
  };
  return { env, args: [String(aggregation?.id), "--interval", "1", "--output", "quiet"] };
}

describe("with an endpoint for OTLP", () => {
  test("an aggregation is a trace, its events are logs, and there are metrics", async () => {
    const { env, args } = await tenantOf("cancelled");
    const collector = await startCollector();
    const parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const variables = {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_EXPORTER_OTLP_HEADERS: "authorization=Bearer%20canary",
      TRACEPARENT: parent,
    };
    const { code, stderr } = await runProgram(args, { ...env, ...variables }, "/");
    expect(stderr).toBe("");
    expect(code).toBe(1);
    const spans = collector.spans();
    const root = spans.find(({ name }) => name === "account aggregation");
    expect(root).toMatchObject({
      traceId: "0af7651916cd43dd8448eb211c80319c",
      parentSpanId: "b7ad6b7169203331",
      status: { code: 2, message: "CANCELLED by a user" },
    });
    const children = spans.filter(({ parentSpanId }) => parentSpanId === root?.spanId);
    expect(children.map(({ name }) => name)).toEqual(["collecting", "processing"]);
    expect(collector.names("logs")).toContain("aggwatch.ended");
    expect(collector.names("metrics")).toContain("aggwatch.aggregation_state");
    expect(collector.names("metrics")).toContain("aggwatch.client_requests");
    expect(collector.resource()).toContainEqual({
      key: "service.name",
      value: { stringValue: "aggwatch" },
    });
    for (const secret of [env.SAIL_CLIENT_ID, env.SAIL_CLIENT_SECRET, "canary"]) {
      expect(collector.text()).not.toContain(secret);
    }
  });

  test("of one kind, nothing else is sent", async () => {
    const { env, args } = await tenantOf("quick");
    const collector = await startCollector();
    const variables = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.url}/v1/traces` };
    const { code, stderr } = await runProgram(args, { ...env, ...variables }, "/");
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(new Set(collector.paths())).toEqual(new Set(["/v1/traces"]));
    expect(collector.types()).toEqual(["application/x-protobuf"]);
  });
});

describe("what keeps it from being sent is said, and changes no exit code:", () => {
  test("nothing there", async () => {
    const { env, args } = await tenantOf("quick");
    const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9" };
    const { code, stderr } = await runProgram(args, { ...env, ...endpoint }, "/");
    expect(stderr).toMatch(/^aggwatch: (?:telemetry: .*ECONNREFUSED|the telemetry could not be)/m);
    expect(code).toBe(0);
  });

  test("one that never answers is waited for, and given up", async () => {
    const { env, args } = await tenantOf("quick");
    const deaf = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void deaf.close());
    await once(deaf, "listening");
    const { port } = deaf.address() as AddressInfo;
    const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` };
    const { code, stderr } = await runProgram(args, { ...env, ...endpoint }, "/");
    expect(stderr).toContain(
      "aggwatch: the telemetry could not be written in time, and was given up\n",
    );
    expect(code).toBe(0);
  });

  test("an aggwatch beside which the SDK is not installed", async () => {
    const { env, args } = await tenantOf("quick");
    const folder = await emptyFolder();
    const dist = new URL("../../../dist", import.meta.url).pathname;
    await cp(dist, join(folder, "dist"), { recursive: true });
    const program = join(folder, "dist", "aggwatch.js");
    const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9" };
    const { code, stderr } = await runProgram(args, { ...env, ...endpoint }, "/", program);
    expect(stderr).toBe(
      "aggwatch: telemetry: an OTEL_… variable is set, and OpenTelemetry needs " +
        "@opentelemetry/api @opentelemetry/sdk-node, not installed. Install it where aggwatch is: " +
        "npm install --global @opentelemetry/api @opentelemetry/sdk-node (in a project, without --global)\n",
    );
    expect(code).toBe(0);
  });
});
