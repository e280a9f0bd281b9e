import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { simulatedTenant } from "../support/simulated-command.ts";

const names = ["entitlements", "entitlements-warnings", "entitlements-errors"] as const;

describe("aggwatch with the ids of entitlement aggregations", () => {
  test("finds out what they are, and ends with the outcome of each", async () => {
    const { run, simulator } = await simulatedTenant(names);
    const ids = simulator.aggregations.map(({ id }) => id);
    const { code, output } = await run([...ids, "--output", "plain"]);
    expect(code).toBe(1);
    expect(output).toMatch(/AWS IAM \(entitlements\) +COMPLETED in 2m 3\ds, scanned/);
    expect(output).toMatch(/Kubernetes \(entitlements\) +COMPLETED WITH WARNINGS/);
    expect(output).toMatch(/Splunk \(entitlements\) +FAILED in 1m/);
    expect(output).not.toContain("%");
  });

  test("takes them from standard input as well, beside accounts", async () => {
    const { run, simulator } = await simulatedTenant(["quick", "entitlements"]);
    const ids = simulator.aggregations.map(({ id }) => `${id}\n`).join("");
    const stdin = Readable.from([Buffer.from(ids)]);
    const { code, output } = await run(["-", "--output", "ndjson"], "administrator", { stdin });
    expect(code).toBe(0);
    const lines = output.split("\n").filter(Boolean);
    const ended = lines
      .map((line) => Object(JSON.parse(line)))
      .filter((one) => one.type === "ended");
    expect(new Map(ended.map(({ label, kind, outcome }) => [label, [kind, outcome]]))).toEqual(
      new Map([
        ["Slack", [undefined, "COMPLETED"]],
        ["AWS IAM", ["entitlement", "COMPLETED"]],
      ]),
    );
  });

  test("is the same when it is played again", async () => {
    const { run, simulator } = await simulatedTenant(["entitlements-errors"]);
    const file = join(mkdtempSync(join(tmpdir(), "aggwatch-")), "recording.ndjson");
    const quietly = ["--heartbeat", "0", "--output", "plain"];
    const live = await run([`${simulator.aggregations[0]?.id}`, "--record", file, ...quietly]);
    const played = await run(["replay", file, "--speed", "1000", ...quietly]);
    expect(live.code).toBe(1);
    // The last line is as late as the screen is.
    const texts = (output: string) => output.replaceAll(/^\S+/gm, "").split("\n");
    expect([played.code, texts(played.output)]).toEqual([1, texts(live.output)]);
  });
});

test("a user who may not read tasks is told the scope that it takes", async () => {
  const { run, simulator } = await simulatedTenant(["entitlements"]);
  const { code, errors, output } = await run(
    ["--source", "AWS IAM", "--output", "plain"],
    "sources-only",
  );
  expect(code).toBe(4);
  expect(errors + output).toContain("idn:task-management:read");
  expect(simulator.requests.every(({ method }) => method !== "PATCH")).toBe(true);
});

describe("aggwatch list", () => {
  test("says what is read from each source, where that is not accounts alone", async () => {
    const { run } = await simulatedTenant(["normal", "entitlements"]);
    const { code, output, errors } = await run(["list"]);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(output).toMatch(/^ID +SOURCE +KIND +STARTED +STATE +DURATION$/m);
    expect(output).toMatch(/^\w{32} {2}Workday HR +accounts +\S+ \S+ {2}RUNNING/m);
    expect(output).toMatch(/^\w{32} {2}AWS IAM +entitlements +\S+ \S+ {2}RUNNING/m);
  });

  test("has the kind and the counts of each as NDJSON", async () => {
    const { run } = await simulatedTenant(["entitlements"]);
    const { output } = await run(["list", "--all", "--source", "AWS IAM", "--output", "ndjson"]);
    const lines = output.split("\n").filter(Boolean);
    const tasks = lines.map((line) => Object(JSON.parse(line)));
    expect(new Set(tasks.map(({ kind }) => kind))).toEqual(new Set(["account", "entitlement"]));
    const over = tasks.find((one) => one.kind === "entitlement" && one.completed !== undefined);
    expect(Object.keys(over.taskCounts)).toEqual(["total", "created", "updated", "deleted"]);
  });
});

test("--source watches the entitlements of a source that are running", async () => {
  const { run } = await simulatedTenant(["entitlements"]);
  const { code, output } = await run(["--source", "AWS IAM", "--output", "plain"]);
  expect(code).toBe(0);
  expect(output).toMatch(/AWS IAM \(entitlements\) +COMPLETED/);
});

test("--follow watches both kinds", async () => {
  const { run } = await simulatedTenant(["quick", "entitlements"]);
  const { output } = await run(["--follow", "--timeout", "5m", "--output", "plain"]);
  expect(output).toMatch(/Slack +COMPLETED/);
  expect(output).toMatch(/AWS IAM \(entitlements\) +COMPLETED/);
});

test("history --from-tenant keeps the runs of a source's kinds apart", async () => {
  const { run } = await simulatedTenant(["entitlements"]);
  const { code, output } = await run(["history", "--from-tenant", "AWS IAM"]);
  expect(code).toBe(0);
  expect(output).toMatch(/^AWS IAM \(entitlements\), /m);
  expect(output).toMatch(/^AWS IAM, /m);
});

test("status asks for the task of an id that has no status, and says that it is running", async () => {
  const { run, simulator } = await simulatedTenant(["entitlements", "entitlements-errors"]);
  const [running, failing] = simulator.aggregations.map(({ id }) => id);
  const first = await run(["status", `${running}`]);
  expect(first.code).toBe(8);
  expect(first.output).toMatch(/\(entitlements\)|RUNNING/);
  await run([`${failing}`, "--output", "quiet"]);
  const { code, output } = await run(["status", `${failing}`, "--output", "json"]);
  expect(code).toBe(1);
  expect(JSON.parse(output)).toMatchObject({ kind: "entitlement", label: "Splunk" });
});
