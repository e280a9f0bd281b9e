import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { families } from "../../src/metrics/families.ts";
import { startSimulator } from "../../src/simulator/server.ts";
import { fasterClock, systemClock } from "../../src/time/clock.ts";
import { examplePath } from "../examples/example-files.ts";
import { metricsOf, runningProgram } from "../wire/support/running-program.ts";
import { queriesOfDashboard } from "./dashboard.ts";
import { promtool, startPrometheus } from "./prometheus.ts";

const hostile = 'x"} evil 1';

/** An exporter of a simulated tenant, one of whose aggregations has a hostile label. */
async function exporter() {
  const simulator = await startSimulator({
    scenarios: ["normal", "cancelled", "stall", "deletions"],
    seed: 1,
    port: 0,
    aggregationClock: fasterClock(systemClock, 60),
    clientClock: systemClock,
  });
  onTestFinished(() => simulator.close());
  const home = await mkdtemp(join(tmpdir(), "aggwatch-fleet-"));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  const [first] = simulator.aggregations;
  const args = [`${first?.id}=${hostile}`, "--follow", "--metrics", "0", "--output", "quiet"];
  const running = runningProgram([...args, "--interval", "1"], {
    SAIL_BASE_URL: simulator.baseUrl,
    SAIL_CLIENT_ID: simulator.clientId,
    SAIL_CLIENT_SECRET: simulator.clientSecret,
    HOME: home,
  });
  const url = await metricsOf(running);
  return { url, target: new URL(url).host, running };
}

test("promtool finds nothing to complain of in the metrics", async () => {
  const { url } = await exporter();
  const scrape = async () => (await fetch(url)).text();
  await expect.poll(scrape).toContain('outcome="CANCELLED"} 1');
  const { code, text } = await promtool(["check", "metrics"], await scrape());
  expect(text).toBe("");
  expect(code).toBe(0);
});

test("Prometheus scrapes them: every family, hostile labels, and a rate of requests", async () => {
  const { target, running } = await exporter();
  const { query, ask } = await startPrometheus(target);
  const names = async () => Object.keys(Object(await ask("metadata")));
  // In OpenMetrics, a counter's name is without the ending of its samples.
  const expected = Object.keys(families).map((name) => name.replace(/_total$/, ""));
  await expect.poll(names).toEqual(expect.arrayContaining(expected));
  const values = async (expression: string) =>
    (await query(expression)).map(({ value }) => Number(value[1]));
  expect(await values("up")).toEqual([1]);
  const labelled = `aggwatch_aggregation_state{source=${JSON.stringify(hostile)}}`;
  expect((await query(labelled)).map(({ metric }) => metric["source"])).toEqual([hostile]);
  const failed = 'aggwatch_aggregation_state{state="CANCELLED"}';
  await expect.poll(() => query(failed)).not.toEqual([]);
  const rate = "sum(rate(aggwatch_client_requests_total[10s]))";
  await expect.poll(() => values(rate)).not.toEqual([]);
  const alerts = async () =>
    Object(await ask("alerts")).alerts.map(({ labels }: { labels: object }) => labels);
  await expect
    .poll(alerts)
    .toEqual(
      expect.arrayContaining([
        expect.objectContaining({ alertname: "AggregationFailed", state: "CANCELLED" }),
      ]),
    );
  running.kill("SIGTERM");
  expect(await running.exited).toBe(143);
  await expect.poll(() => values("up")).toEqual([0]);
});

test("every query of the dashboard is one, and the metrics of each are there", async () => {
  const { target } = await exporter();
  const { query } = await startPrometheus(target);
  await expect.poll(() => query("aggwatch_build_info")).not.toEqual([]);
  const queries = queriesOfDashboard();
  expect(queries.length).toBeGreaterThan(15);
  for (const expression of queries) await query(expression);
  const used = queries.flatMap((expression) => expression.match(/aggwatch_\w+/g) ?? []);
  expect(used.filter((name) => !(name in families))).toEqual([]);
});

test("promtool takes the alerts and the configuration, and the alerts fire when they should", async () => {
  for (const args of [
    ["check", "rules", examplePath("prometheus-alerts.yml")],
    ["check", "config", examplePath("prometheus.yml")],
    ["test", "rules", new URL("alerts.yml", import.meta.url).pathname],
  ]) {
    const { code, text } = await promtool(args);
    expect(text).toContain("SUCCESS");
    expect(code).toBe(0);
  }
});
