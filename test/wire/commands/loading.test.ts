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

/**
 * The files of dist that a run loads, without the part of their names that their content makes, and
 * what it loads of Node's library.
 */
async function loadedBy(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const file = join(folder, "loaded");
  const { code } = await runProgram(args, { HOME: folder, ...loadingInto(file), ...env }, folder);
  expect(code).toBe(0);
  const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
  const isOfNode = (line: string) => line.startsWith("node:");
  return {
    files: lines
      .filter((line) => !isOfNode(line))
      .map((line) => line.replace(/-[\w-]{8}\.js$/, "")),
    ofNode: lines.filter(isOfNode),
  };
}

test.for([
  ["--version", 6],
  ["--help", 8],
] as const)(
  "%s loads the description of the commands, and nothing of a watch",
  async ([flag, mostFiles]) => {
    const { files, ofNode } = await loadedBy([flag]);
    expect(files).not.toContain("watch");
    expect(files.length).toBeLessThanOrEqual(mostFiles);
    expect(ofNode).toContain("node:fs");
    for (const slow of ["child_process", "fs/promises", "perf_hooks", "worker_threads"]) {
      expect(ofNode).not.toContain(`node:${slow}`);
    }
  },
);

test("status loads no screen and no React, and little more than lines do", async () => {
  const server = await serve(({ method }) => {
    if (method === "POST") return { body: '{"access_token":"t0ken","expires_in":749}' };
    return { body: '{"id":"a","status":"COMPLETED","completed":1,"completionStatus":"SUCCESS"}' };
  });
  const tenant = { SAIL_CLIENT_ID: "c1", SAIL_CLIENT_SECRET: "s3cret" };
  const env = { SAIL_BASE_URL: server.baseUrl.href, ...tenant };
  const { files } = await loadedBy(["status", id], env);
  expect(files).toContain("status");
  for (const one of ["screen", "frame"]) expect(files).not.toContain(one);
  expect(files.length).toBeLessThanOrEqual(15);
});

test("a watch in lines loads few files, no screen, and no other client than its own", async () => {
  const server = await serve(({ method, url }) => {
    if (method === "POST") return { body: '{"access_token":"t0ken","expires_in":749}' };
    if (!url.includes("/status")) return { status: 404 };
    return { body: '{"status":"COMPLETED","totalAccounts":0,"processedAccounts":0}' };
  });
  const tenant = { SAIL_CLIENT_ID: "c1", SAIL_CLIENT_SECRET: "s3cret" };
  const env = { SAIL_BASE_URL: server.baseUrl.href, ...tenant };
  const { files, ofNode } = await loadedBy([id, "--no-history"], env);
  expect(files).toContain("watch");
  expect(files).not.toContain("screen");
  expect(files.filter((name) => /metrics|observ|prom|telemetry/.test(name))).toEqual([]);
  expect(files.length).toBeLessThanOrEqual(15);
  expect(ofNode).toContain("node:http");
  expect(ofNode).not.toContain("node:internal/deps/undici/undici");
  expect(ofNode).not.toContain("node:http2");
});
