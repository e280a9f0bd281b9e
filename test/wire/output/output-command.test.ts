import { execFile } from "node:child_process";
import { describe, expect, test } from "vitest";
import { strictObjections } from "../../support/event-schema.ts";
import { type Ran, simulatedTenant } from "../support/simulated-command.ts";

const program = new URL("../../../src/aggwatch.ts", import.meta.url).pathname;

/** The objects of the lines written, which the schema knows. */
function objectsOf({ output }: Ran) {
  const objects = output
    .trimEnd()
    .split("\n")
    .map((line) => Object(JSON.parse(line)));
  expect(objects.map(strictObjections).filter(Boolean)).toEqual([]);
  return objects;
}

describe("aggwatch ID", () => {
  test("with --output ndjson writes objects, from what is watched to the exit code", async () => {
    const { run, simulator } = await simulatedTenant(["quick", "cancelled"]);
    const ids = simulator.aggregations.map(({ id, source }) => `${id}=${source}`);
    const ran = await run([...ids, "--output", "ndjson"]);
    const objects = objectsOf(ran);
    expect(objects[0]).toMatchObject({
      type: "watching",
      version: "0",
      ids: simulator.aggregations.map(({ id, source: label }) => ({ id, label })),
    });
    expect(objects.at(-1)).toMatchObject({
      type: "summary",
      outcomes: { COMPLETED: 1, CANCELLED: 1 },
      leftBy: "ends",
      exitCode: 1,
    });
    expect(ran).toMatchObject({ code: 1, errors: "" });
    expect(new Set(objects.map(({ type }) => type))).not.toContain("heartbeat");
  });

  test("adds heartbeats and polls where they are wanted, and neither secret nor token", async () => {
    const { run, simulator } = await simulatedTenant(["quick"]);
    const [one] = simulator.aggregations;
    const wanted = ["--heartbeat", "20", "--polls"];
    const ran = await run([`${one?.id}`, "--output", "ndjson", ...wanted]);
    const types = objectsOf(ran).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(["poll", "heartbeat"]));
    expect(ran.output).not.toContain(simulator.clientSecret);
    expect(ran.output).not.toMatch(/eyJ|bearer/i);
  });

  test("with --output quiet says all that it says by the exit code", async () => {
    const { run, simulator } = await simulatedTenant(["unknown"]);
    const [one] = simulator.aggregations;
    const ran = await run([`${one?.id}`, "--output", "quiet"]);
    expect(ran).toEqual({ code: 3, output: "", errors: "" });
  });

  test("with --output quiet still says on stderr what is to be done", async () => {
    const { run, simulator } = await simulatedTenant(["zero"]);
    const [one] = simulator.aggregations;
    const administrator = { clientId: "nobody", clientSecret: "none" };
    Object.assign(simulator, { clients: { ...simulator.clients, administrator } });
    const ran = await run([`${one?.id}`, "--output", "quiet"]);
    expect(ran).toMatchObject({ code: 4, output: "" });
    expect(ran.errors).toMatch(/^aggwatch: Sign-in refused by .*start again\.\n$/);
  });

  test("beats in plain lines as often as --heartbeat says, and never with 0", async () => {
    const { run, simulator } = await simulatedTenant(["quick"]);
    const [one] = simulator.aggregations;
    const often = await run([`${one?.id}=Slack`, "--heartbeat", "1"]);
    expect(often.output.match(/Slack {2}COLLECTING/g)?.length).toBeGreaterThanOrEqual(4);
    const never = await simulatedTenant(["quick"]);
    const { output } = await never.run([`${one?.id}=Slack`, "--heartbeat", "0"]);
    expect(output).toContain("Slack  COMPLETED");
    expect(output).not.toContain("COLLECTING");
  });

  test.for([
    [["--output", "tui"], /--output tui needs a terminal/],
    [["--polls"], /--polls is for --output ndjson/],
    [["--output", "plain", "--polls"], /--polls is for --output ndjson/],
    [["--output", "json"], /it must be auto, tui, plain, ndjson or quiet/],
    [["--heartbeat", "0.5"], /it must be 0, or from 1s to 1d, such as 90s, 10m or 1h30m/],
    [["--heartbeat", "often"], /it must be 0, or from 1s to 1d, such as 90s, 10m or 1h30m/],
  ] as const)("refuses %j before anything is asked", async ([flags, reason]) => {
    const { run, simulator } = await simulatedTenant(["zero"]);
    for (const command of [["0123"], ["start", "Payroll"], ["demo"]]) {
      const ran = await run([...command, ...flags]);
      expect(ran).toMatchObject({ code: 2, output: "" });
      expect(ran.errors).toMatch(reason);
    }
    expect(simulator.requests).toEqual([]);
  });
});

describe("aggwatch start", () => {
  test("--no-watch --output ndjson writes what runs, an object a line", async () => {
    const { run, simulator } = await simulatedTenant(["zero"]);
    const started = ["start", "Okta", "Payroll", "--no-watch", "--output", "ndjson"];
    const ran = await run(started);
    expect(ran.code).toBe(0);
    expect(objectsOf(ran)).toMatchObject([
      { type: "started", label: "Okta", ranAlready: false },
      { type: "started", label: "Payroll", ranAlready: true, id: simulator.aggregations[0]?.id },
    ]);
  });

  test("--no-watch --output quiet writes nothing", async () => {
    const { run } = await simulatedTenant(["zero"]);
    const ran = await run(["start", "Okta", "--no-watch", "--output", "quiet"]);
    expect(ran).toEqual({ code: 0, output: "", errors: "" });
  });

  test("--no-watch tells of what it has started though the next is refused", async () => {
    const { run } = await simulatedTenant(["zero"]);
    const { code, output } = await run(["start", "Okta", "Contractors", "--no-watch"]);
    expect(code).toBe(1);
    expect(output).toMatch(/^[0-9a-f]{32}\n$/);
  });

  test("--sequential writes one stream of all, whose last line has the exit code", async () => {
    const { run } = await simulatedTenant(["normal"]);
    const ran = await run(["start", "Slack", "Payroll", "--sequential", "--output", "ndjson"]);
    const objects = objectsOf(ran);
    const structure = objects.filter(({ type }) => /watching|added|ended|summary/.test(type));
    expect(structure.map(({ type, label }) => [type, label])).toEqual([
      ["watching", undefined],
      ["ended", "Slack"],
      ["added", "Payroll"],
      ["ended", "Payroll"],
      ["summary", undefined],
    ]);
    expect(objects.at(-1)).toMatchObject({ outcomes: { COMPLETED: 2 }, exitCode: ran.code });
  });
});

test("the demo's last line has the demo's own exit code", async () => {
  const { run } = await simulatedTenant([]);
  const ran = await run(["demo", "cancelled", "--speed", "1", "--output", "ndjson"]);
  expect(ran.code).toBe(0);
  expect(objectsOf(ran).at(-1)).toMatchObject({ outcomes: { CANCELLED: 1 }, exitCode: 0 });
});

test.for(["plain", "ndjson"])("a closed pipe ends %s quietly", async (output) => {
  const demo = `"${process.execPath}" "${program}" demo quick zero --speed 100 --output ${output}`;
  const script = `(${demo}; echo "left with $?" >&2) | head -n 1`;
  const { lines, errors } = await new Promise<{ lines: string; errors: string }>((resolve) => {
    execFile("/bin/sh", ["-c", script], (_, stdout, stderr) => {
      resolve({ lines: stdout, errors: stderr });
    });
  });
  expect(lines).toMatch(/^[^\n]*watching[^\n]*\n$/);
  expect(errors).toBe("left with 8\n");
});
