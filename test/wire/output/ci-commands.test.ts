import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { commandLines, hostileTexts } from "../../support/ci-runners.ts";
import { runProgram } from "../support/program.ts";
import { type Reply, type Script, serve } from "../support/scripted-server.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aggwatch-ci-"));
});
afterEach(() => rm(folder, { recursive: true }));

const id = "2c91808477a6b0c60177a81146b8110b";
const created = new Date().toISOString();
const json = (value: unknown): Reply => ({ body: JSON.stringify(value) });

/** A task that is called by hostile names, and says nothing but hostile things. */
function task(at: number, more: object = {}) {
  const name = hostileTexts[at % hostileTexts.length] ?? "";
  return {
    id: at === 0 ? id : name,
    uniqueName: "Cloud Account Aggregation",
    created,
    launcher: name,
    target: { id: name, name },
    messages: hostileTexts.map((text) => ({ type: "ERROR", localizedText: text })),
    ...more,
  };
}

/** Says what a CI runner executes wherever a text of its own can be. */
function hostileTenant(): Script {
  const over = { completed: created, completionStatus: "ERROR" };
  return ({ url, method }, times) => {
    if (url.startsWith("/oauth")) return json({ access_token: "t", expires_in: 749 });
    if (url.includes("/account-aggregations/")) {
      const status = times === 1 ? hostileTexts[times] : "COMPLETED";
      return json({ status, totalAccounts: 5, processedAccounts: 5 });
    }
    if (method === "POST") return json({ success: true, task: task(6) });
    if (url.includes("/sources")) {
      return json(hostileTexts.map((name, at) => ({ id: `source-${at}`, name })));
    }
    if (/\/task-status\/[0-9a-f]{32}/.test(url)) return json(task(0, over));
    return json(hostileTexts.map((_, at) => task(at, /isnull|pending/.test(url) ? {} : over)));
  };
}

/** All that a run of the program has written: to its streams, and to files in the folder. */
async function written(args: readonly string[], script: Script): Promise<string> {
  const server = await serve(script);
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: folder,
    XDG_STATE_HOME: folder,
    SAIL_BASE_URL: server.baseUrl.href,
    SAIL_CLIENT_ID: "c1",
    SAIL_CLIENT_SECRET: "s3cret",
    GITHUB_ACTIONS: "true",
    TF_BUILD: "True",
  };
  const { stdout, stderr } = await runProgram(args, env, folder);
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = files
    .filter((file) => file.isFile())
    .map((file) => readFile(join(file.parentPath, file.name), "utf8"));
  return [stdout, stderr, ...(await Promise.all(texts))].join("\n");
}

const watched = [
  `${id}=${hostileTexts[0]}`,
  `${id.replace("2c", "3c")}=${hostileTexts[3]}`,
  `${id.replace("2c", "4c")}=${hostileTexts[6]}`,
];

describe("nothing that is written is a command of a CI runner", () => {
  test.for([
    ["plain lines", [...watched, "--interval", "1s", "--heartbeat", "1s"]],
    ["objects", [...watched, "--interval", "1s", "--output", "ndjson", "--polls"]],
    ["a recording", [...watched, "--interval", "1s", "--record", "watch.ndjson"]],
    ["a summary", [...watched, "--interval", "1s", "--output", "quiet", "--summary", "markdown"]],
    ["a summary file", [...watched, "--summary", "markdown", "--summary-file", "summary.md"]],
    ["a list", ["list"]],
    ["a list of all", ["list", "--all"]],
    ["a list of objects", ["list", "--output", "ndjson"]],
    ["ids that were started", ["start", hostileTexts[0], hostileTexts[6], "--no-watch"]],
    ["objects that were started", ["start", hostileTexts[3], "--no-watch", "--output", "ndjson"]],
    ["a start", ["start", hostileTexts[5], "--interval", "1s", "--timeout", "3s"]],
    ["a refused source", ["start", "##vso[task.complete]"]],
    ["a doctor's report", ["doctor"]],
    ["help that there is not", ["help", "::error::forged"]],
    ["an unknown flag", ["--##[error]forged"]],
    ["an unknown word", ["##teamcity[buildStop]", "--output", "##vso[a.b]"]],
    ["a file that there is not", ["replay", "##[error]forged"]],
  ] as const)("%s", async ([, args]) => {
    const all = await written(args, hostileTenant());
    expect(all).toMatch(/#|:/);
    expect(commandLines(all)).toEqual([]);
  });

  test.for([
    ["a watch", watched],
    ["objects", [...watched, "--output", "ndjson"]],
    ["a list", ["list"]],
    ["a doctor's report", ["doctor"]],
  ] as const)("errors that the tenant words, in %s", async ([, args]) => {
    const all = await written(args, ({ url }) => {
      const error = hostileTexts[url.length % hostileTexts.length];
      if (url.startsWith("/oauth")) return json({ access_token: "t", expires_in: 749 });
      return { ...json({ error }), status: 400, headers: { "slpt-request-id": "##[error]forged" } };
    });
    expect(commandLines(all)).toEqual([]);
  });

  test("what a watch leaves: a history, and a recording to replay", async () => {
    await written([...watched, "--interval", "1s", "--record", "watch.ndjson"], hostileTenant());
    for (const args of [
      ["history"],
      ["history", "::error::forged"],
      ["replay", "watch.ndjson", "--speed", "100"],
      ["replay", "watch.ndjson", "--speed", "100", "--output", "ndjson"],
    ]) {
      expect(commandLines(await written(args, hostileTenant()))).toEqual([]);
    }
  });
});

test("objects and recordings hold the very texts", async () => {
  const server = await serve(hostileTenant());
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: folder,
    SAIL_BASE_URL: server.baseUrl.href,
    SAIL_CLIENT_ID: "c1",
    SAIL_CLIENT_SECRET: "s3cret",
  };
  const args = [`${id}=##vso[a.b]HR`, "--interval", "1s", "--record", "watch.ndjson"];
  const { stdout } = await runProgram([...args, "--output", "ndjson"], env, folder);
  const replayed = await runProgram(
    ["replay", "watch.ndjson", "--speed", "100", "--output", "ndjson"],
    env,
    folder,
  );
  for (const lines of [
    stdout,
    replayed.stdout,
    await readFile(join(folder, "watch.ndjson"), "utf8"),
  ]) {
    const objects = lines
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(objects).toContainEqual(expect.objectContaining({ label: "##vso[a.b]HR" }));
    expect(objects).toContainEqual(
      expect.objectContaining({
        verdict: "ERROR",
        messages: expect.arrayContaining([{ type: "ERROR", text: "##[stop-commands]token" }]),
      }),
    );
  }
});
