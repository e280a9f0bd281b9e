import { Readable, Writable } from "node:stream";
import { expect, test } from "vitest";
import type { World } from "../../../src/process/host.ts";
import { runProgram } from "../../../src/commands/run-program.ts";
import { systemClock } from "../../../src/time/clock.ts";
import { serve } from "../support/scripted-server.ts";
import { inventedHost } from "../../support/invented/host.ts";

const succeeded = '{"id":"a","completed":1,"completionStatus":"SUCCESS"}';

/** What `aggwatch` does with these arguments, at a tenant where everything is COMPLETED. */
async function ran(...args: readonly string[]) {
  const server = await serve(({ method, url }) => {
    if (method === "POST") return { body: '{"access_token":"t0ken"}' };
    return { body: url.includes("task-status") ? succeeded : '{"status":"COMPLETED"}' };
  });
  let errors = "";
  const stdout = new Writable({ write: (_chunk, _encoding, done) => done() });
  const stderr = new Writable({
    write: (chunk, _encoding, done) => {
      errors += String(chunk);
      done();
    },
  });
  const host = {
    ...inventedHost,
    env: { SAIL_BASE_URL: server.baseUrl.href, SAIL_CLIENT_ID: "c1", SAIL_CLIENT_SECRET: "s" },
    stdin: Readable.from([]),
    stdout,
    stderr,
    clock: systemClock,
    random: () => 0,
    fetch,
    platform: process.platform,
    workingFolder: "/",
    homeFolder: () => undefined,
    historyFolder: () => Promise.resolve(undefined),
    onSignal: () => () => undefined,
    onOutputClosed: () => () => undefined,
    onCrash: () => () => undefined,
  } as unknown as World;
  const code = await runProgram([...args, "--no-history"], "0", host);
  return { code, errors, urls: server.requests.map(({ url }) => url) };
}

const id = "2c91808477a6b0c60177a81146b8110b";

test.each([
  [[], `/v2024/account-aggregations/${id}/status`, `/v2024/task-status/${id}`],
  [
    ["--api-version", "v2026"],
    `/v2026/account-aggregations/${id}/status`,
    `/v2026/task-status/${id}`,
  ],
  [["--api-version=v1"], `/account-aggregations/v1/${id}/status`, `/task-status/v1/${id}`],
  [["--api-version", "beta"], `/beta/account-aggregations/${id}/status`, `/beta/task-status/${id}`],
] as const)("aggwatch %j asks at %s, then at %s", async (flags, status, task) => {
  const urls = ["/oauth/token", status, task];
  expect(await ran(...flags, "--strict", id)).toMatchObject({ code: 0, urls });
});

test("a version that is none is wrong usage, and the versions are named", async () => {
  const { code, errors, urls } = await ran("--api-version", "v3", id);
  expect(code).toBe(2);
  expect(errors).toContain("v3");
  expect(errors).toContain("v2024, v2025, v2026, v1 or beta");
  expect(urls).toEqual([]);
});
