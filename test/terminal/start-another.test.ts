import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startSimulator } from "../../src/simulator/server.ts";
import { fasterClock, systemClock } from "../../src/time/clock.ts";
import { program } from "./support/open.ts";

/** A simulated tenant whose one aggregation is soon over, and what the program needs to watch it. */
async function tenant() {
  const pace = 50;
  const simulator = await startSimulator({
    scenarios: ["quick"],
    seed: 1,
    port: 0,
    traits: {},
    pace,
    aggregationClock: { ...fasterClock(systemClock, pace), now: () => systemClock.now() },
    clientClock: systemClock,
  });
  onTestFinished(() => simulator.close());
  const [aggregation] = simulator.aggregations;
  const { id = "", source = "" } = aggregation ?? {};
  const home = await mkdtemp(join(tmpdir(), "aggwatch-start-"));
  const env = {
    HOME: home,
    SAIL_BASE_URL: simulator.baseUrl,
    SAIL_CLIENT_ID: simulator.clientId,
    SAIL_CLIENT_SECRET: simulator.clientSecret,
  };
  const started = () =>
    simulator.requests.filter(({ path }) => path.endsWith("/load-accounts")).length;
  const question = `Start another aggregation of ${source} in 127.0.0.1`;
  return { env, id, source, started, question, record: join(home, "watch.ndjson") };
}

const watching = ["--stay", "--no-history", "--interval", "2"];

test("n asks, naming source and tenant; y starts another and watches it by the same label", async () => {
  const { env, id, source, started, question, record } = await tenant();
  const pty = program([`${id}=mine`, ...watching, "--record", record], { env, columns: 110 });
  await pty.until(/╔═ mine ═[^]*COMPLETED[^]*n start another/);
  pty.type("n");
  await pty.until(question);
  pty.type("n");
  await pty.until("n start another");
  expect(started()).toBe(0);
  pty.type("n");
  await pty.until(question);
  pty.type("y");
  await pty.until(`started another aggregation of ${source}`);
  await pty.until(/═ mine [^]*─ mine [^]* finished ═╝╰─+ finished ─╯/);
  expect(started()).toBe(1);
  pty.type("q");
  expect(await pty.exited).toBe(0);
  const replayed = program(["replay", record, "--speed", "1000", "--output", "plain"]);
  expect(await replayed.exited).toBe(0);
  expect(replayed.screen().join("\n")).toMatch(/ mine {2}COMPLETED in [^]* mine {2}COMPLETED in /);
});

test("what runs already is watched, and nothing is sent", async () => {
  const { env, id, source, started, question } = await tenant();
  const pty = program([id, ...watching], { env, columns: 110 });
  await pty.until(/COMPLETED[^]*n start another/);
  pty.type("n");
  await pty.until(question);
  const other = program(["start", source, "--no-watch"], { env });
  expect(await other.exited).toBe(0);
  pty.type("\r");
  await pty.until("already running");
  expect(started()).toBe(1);
  await pty.until(/ finished ═╝╰─+ finished ─╯/);
  pty.type("q");
  expect(await pty.exited).toBe(0);
});
