import { readdirSync } from "node:fs";
import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import type { Host } from "../../../src/process/host.ts";
import type { OutputOptions } from "../../../src/commands/session/output-form.ts";
import { withSummary } from "../../../src/commands/session/summary.ts";
import { watchIds } from "../../../src/commands/session/watch-ids.ts";
// Loaded while nothing is watched yet, since the invented time goes on meanwhile.
import "../../../src/output/ndjson/ndjson-output.ts";
import { randomOf } from "../../../src/simulator/timeline/random.ts";
import { type ScenarioName, scenarioNames } from "../../../src/simulator/scenarios/scenarios.ts";
import { createClient } from "../../../src/client/client.ts";
import { strictObjections } from "../../support/event-schema.ts";
import { inProcessTenant } from "../../support/in-process-tenant.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedLifetime } from "../../support/invented/lifetime.ts";
import { inventedHost } from "../../support/invented/host.ts";

// What the program loads when it wants it takes real time, in which days of an invented clock pass.
await import("../../../src/output/ndjson/ndjson-output.ts");

/** Whoever means to change what is written rewrites these with `--update`, and reads the difference. */
const golden = new URL("../../golden/", import.meta.url);
/** What is there before a test can write what is missing. */
const kept = (folder: string) => readdirSync(new URL(folder, golden)).toSorted();
const [plainFiles, ndjsonFiles] = [kept("plain"), kept("ndjson")];

/** What `aggwatch ID... --output FORM` writes to standard output. */
async function written(scenarios: readonly ScenarioName[], output: OutputOptions): Promise<string> {
  const clock = inventedClock();
  const { tenant, ids } = inProcessTenant(scenarios, clock);
  let text = "";
  const stdout = new Writable({
    write: (chunk, _encoding, done) => {
      text += String(chunk);
      done();
    },
  });
  const host = {
    ...inventedHost,
    lifetime: inventedLifetime(),
    version: "0.0.0",
    env: {},
    stdout,
    stderr: stdout,
    clock,
    random: randomOf("golden"),
    onOutputClosed: () => () => undefined,
  } as unknown as Host;
  const options = {
    ...output,
    interval: 5000,
    any: false,
    failFast: false,
    strict: false,
    history: false,
    stay: false,
    ascii: false,
    motion: true,
    screenReader: false,
    color: "auto",
    hyperlinks: "auto",
    mouse: false,
  } as const;
  const over = new AbortController();
  const clients = [{ name: undefined, client: createClient(tenant, host) }] as const;
  const run = withSummary(options, host, () => watchIds(ids, clients, options, host)).finally(() =>
    over.abort(),
  );
  while (!over.signal.aborted) {
    await clock.advance(60_000);
  }
  await run;
  return text;
}

describe("the lines of each scenario", () => {
  test("are kept, and no others", () => {
    expect(plainFiles).toEqual(scenarioNames.map((name) => `${name}.txt`).toSorted());
    expect(ndjsonFiles).toEqual(scenarioNames.map((name) => `${name}.ndjson`).toSorted());
  });

  test.for(scenarioNames)("%s, plain, are those kept", async (name) => {
    const lines = await written([name], { output: "plain", polls: false });
    await expect(lines).toMatchFileSnapshot(new URL(`plain/${name}.txt`, golden).pathname);
  });

  test.for(scenarioNames)("%s, as NDJSON, are those kept, as the schema has it", async (name) => {
    const lines = await written([name], { output: "ndjson", heartbeat: 120_000, polls: false });
    for (const line of lines.trimEnd().split("\n")) {
      expect(strictObjections(JSON.parse(line))).toBe("");
    }
    await expect(lines).toMatchFileSnapshot(new URL(`ndjson/${name}.ndjson`, golden).pathname);
  });
});

test("with polls every answer has a line beside, and the other lines are the same", async () => {
  const without = await written(["slow"], { output: "ndjson", polls: false });
  const lines = (await written(["slow"], { output: "ndjson", polls: true })).split(/(?<=\n)/);
  const polls = lines.filter((line) => line.includes('"type":"poll"'));
  expect(lines.filter((line) => !polls.includes(line)).join("")).toBe(without);
  const took = polls.map((line) => Object(JSON.parse(line)).tookMs);
  expect(took.filter((ms) => ms === 12_080)).toHaveLength(3);
  expect(took.filter((ms) => ms === 80)).toHaveLength(polls.length - 3);
  expect(polls.map((line) => strictObjections(JSON.parse(line))).filter(Boolean)).toEqual([]);
});

test("quiet writes nothing", async () => {
  expect(await written(["errors", "forbidden"], { output: "quiet", polls: false })).toBe("");
});
