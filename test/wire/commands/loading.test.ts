import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadingInto } from "../../support/loaded-files.ts";
import { runProgram } from "../support/program.ts";
import { serve } from "../support/scripted-server.ts";

const id = "0123456789abcdef0123456789abcdef";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aggwatch-loading-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** The files of dist that a run loads, without the part of their names that their content makes. */
async function loadedBy(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const file = join(folder, "loaded");
  const { code } = await runProgram(args, { HOME: folder, ...loadingInto(file), ...env }, folder);
  expect(code).toBe(0);
  const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
  return lines.map((line) => line.replace(/-[\w-]{8}\.js$/, ""));
}

test.for(["--version", "--help"])(
  "%s loads the description of the commands, and nothing of a watch",
  async (flag) => {
    const loaded = await loadedBy([flag]);
    expect(loaded).not.toContain("watch");
    expect(loaded.length).toBeLessThanOrEqual(6);
  },
);

test("a watch in lines loads few files, and no screen", async () => {
  const server = await serve(({ method, url }) => {
    if (method === "POST") return { body: '{"access_token":"t0ken","expires_in":749}' };
    if (!url.includes("/status")) return { status: 404 };
    return { body: '{"status":"COMPLETED","totalAccounts":0,"processedAccounts":0}' };
  });
  const tenant = { SAIL_CLIENT_ID: "c1", SAIL_CLIENT_SECRET: "s3cret" };
  const env = { SAIL_BASE_URL: server.baseUrl.href, ...tenant };
  const loaded = await loadedBy([id, "--no-history"], env);
  expect(loaded).toContain("watch");
  expect(loaded).not.toContain("screen");
  expect(loaded.length).toBeLessThanOrEqual(15);
});
