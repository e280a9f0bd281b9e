import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { recordingPath } from "../../support/recordings.ts";
import { simulatedTenant } from "../support/simulated-command.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aggwatch-replay-"));
});
afterEach(() => rm(folder, { recursive: true }));

/**
 * Without the heartbeats, and without the times of the first line and the last: on a clock that is
 * so fast each of them is as late as the computer was busy.
 */
function told(output: string): readonly string[] {
  const lines = output.split("\n").map((line) => line.replace(/^\S+(?= {4})/, ""));
  return lines.filter((line) => !/(?:COLLECTING|PROCESSING|CONNECTING|OFFLINE)/.test(line));
}

function objectsIn(text: string): readonly Record<string, unknown>[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => Object(JSON.parse(line)));
}

describe("a watch of a tenant that is recorded", () => {
  test("is replayed with the same lines and the same exit code", async () => {
    const { simulator, run } = await simulatedTenant(["quick", "cancelled", "forbidden"]);
    const path = join(folder, "new.ndjson");
    const ids = simulator.aggregations.map(({ id, source }) => `${id}=${source}`);
    const watched = await run([...ids, "--record", path, "--no-history"]);
    expect(watched.code).toBe(4);
    const again = await run(["replay", path, "--speed", "1000"]);
    expect(again.code).toBe(4);
    expect(again.errors).toBe("");
    expect(told(again.output)).toEqual(told(watched.output));
  });

  test("is NDJSON of every answer and of every event, without token or secret", async () => {
    const { simulator, run } = await simulatedTenant(["quick", "late"]);
    const path = join(folder, "new.ndjson");
    const ids = simulator.aggregations.map(({ id }) => id);
    await run([...ids, "--record", path]);
    const text = await readFile(path, "utf8");
    const objects = objectsIn(text);
    for (const object of objects) {
      expect(object).toMatchObject({ v: 1, ts: expect.stringMatching(/^\d{4}-.*Z$/) });
      expect(Object.keys(object).slice(0, 4)).toEqual(["v", "ts", "id", "type"]);
    }
    const polls = objects.filter(({ type }) => type === "poll");
    const answered = simulator.requests.filter(({ path: asked }) => asked.endsWith("/status"));
    const missing = objects.filter(({ type }) => type === "failed");
    expect(polls.length + missing.length).toBe(answered.length);
    expect(objects.filter(({ type }) => type === "ended")).toHaveLength(2);
    expect(text).not.toContain(simulator.clientSecret);
    expect(text).not.toContain(simulator.clientId);
    expect(text).not.toMatch(/eyJ|bearer/i);
  });

  test("behind another is a run of its own", async () => {
    const { simulator, run } = await simulatedTenant(["quick", "cancelled"]);
    const [quick = "", cancelled = ""] = simulator.aggregations.map(({ id }) => id);
    const path = join(folder, "two.ndjson");
    await run([cancelled, "--record", path]);
    await run([quick, "--record", path]);
    const last = await run(["replay", path, "--speed", "1000"]);
    expect(last.code).toBe(0);
    expect(last.errors).toMatch(
      /^aggwatch: this is the last of 2 runs in the file, .*; --run 1 rep/,
    );
    const first = await run(["replay", path, "--speed", "1000", "--run", "1"]);
    expect(first.code).toBe(1);
    expect(first.errors).toBe("");
    const none = await run(["replay", path, "--run", "3"]);
    expect(none).toMatchObject({ code: 2, output: "" });
    expect(none.errors).toContain("holds 2 runs; --run takes 1 to 2");
  });

  test("one after the other is replayed so", async () => {
    const { run } = await simulatedTenant(["quick", "errors"]);
    const path = join(folder, "new.ndjson");
    // What comes by the clock alone comes late in a busy process, and in time from a recording.
    const lines = ["--heartbeat", "0"];
    const flags = ["--sequential", "--no-history", "--record", path, ...lines];
    const watched = await run(["start", "Slack", "PeopleSoft", ...flags]);
    const again = await run(["replay", path, "--speed", "1000", ...lines]);
    expect(again.code).toBe(watched.code);
    // The table of what was started is the command's own.
    const withoutTable = watched.output.replace(/^SOURCE[^]*\n(?=\S+ {4,}\d)/m, "");
    expect(withoutTable).not.toBe(watched.output);
    expect(told(again.output)).toEqual(told(withoutTable));
    expect(again.output.match(/watching 1 aggregation/g)).toHaveLength(1);
    const flat = ["--output", "ndjson", "--speed", "1000"];
    const objects = objectsIn((await run(["replay", path, ...flat])).output);
    expect(objects.map(({ type }) => type)).toContain("added");
    expect(objects.filter(({ type }) => type === "summary")).toHaveLength(1);
    expect(objects.at(-1)).toMatchObject({ type: "summary", exitCode: watched.code });
    expect(again.errors).toBe("");
  });
});

test("the demo is recorded, and replayed with its own exit code", async () => {
  const { run } = await simulatedTenant(["quick"]);
  const path = join(folder, "demo.ndjson");
  const watched = await run(["demo", "cancelled", "--speed", "10", "--record", path]);
  expect(watched.code).toBe(0);
  const again = await run(["replay", path, "--speed", "1000"]);
  expect(again.code).toBe(0);
  expect(told(again.output)).toEqual(told(watched.output));
});

test("a recording that was cut off is replayed up to there: that is said, and exit code 8", async () => {
  const { run } = await simulatedTenant(["quick"]);
  const { code, errors, output } = await run([
    "replay",
    recordingPath("cut-off"),
    "--speed",
    "1000",
  ]);
  expect(code).toBe(8);
  expect(output).toMatch(/1 still running, 1 completed\n$/);
  expect(errors).toBe(
    "aggwatch: the recording ends here: it was cut off at 2026-11-23T14:04:30Z\n" +
      "aggwatch: 1 line of the recording could not be read\n",
  );
});

describe("wrong usage", () => {
  test.for([
    [["replay"], "missing argument: file"],
    [
      ["replay", "nowhere.ndjson"],
      "no file nowhere.ndjson; to make one: aggwatch ID --record FILE",
    ],
    [["replay", "x", "--speed", "0"], "it must be a number from 0.1 to 1000\n"],
    [["replay", "x", "--run", "0"], "it must be a number from 1 to"],
    [["start", "Slack", "--no-watch", "--record", "x"], "leave out --no-watch"],
  ] as const)("%j says what to do", async ([args, problem]) => {
    const { run } = await simulatedTenant(["quick"]);
    const { code, errors, output } = await run(args);
    expect({ code, output }).toEqual({ code: 2, output: "" });
    expect(errors).toContain(problem);
  });

  test("a file that is no recording is left alone, and nothing is started", async () => {
    const { simulator, run } = await simulatedTenant(["quick"]);
    const path = join(folder, "notes.txt");
    await writeFile(path, "my notes");
    const { code, errors } = await run(["start", "Slack", "--record", path]);
    expect(code).toBe(2);
    expect(errors).toContain("this file is not a recording; choose another name");
    expect(await readFile(path, "utf8")).toBe("my notes");
    expect(simulator.requests).toEqual([]);
  });
});
