import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadingInto } from "../support/loaded-files.ts";
import { serve } from "../wire/support/scripted-server.ts";
import { program } from "./support/open.ts";

const id = "0123456789abcdef0123456789abcdef";
const tenant = { SAIL_CLIENT_ID: "c1", SAIL_CLIENT_SECRET: "s3cret" };
const processing = { status: "ACCOUNTS_COLLECTED", totalAccounts: 4000, processedAccounts: 1000 };

/** Has the moment for which the program waits for its first requests last until they are over. */
const patient = encodeURIComponent(`
  import { syncBuiltinESMExports } from "node:module";
  import timers from "node:timers/promises";
  const { setTimeout: sleep } = timers;
  timers.setTimeout = (ms, value, options) => sleep(ms === 30 ? 2 ** 31 - 1 : ms, value, options);
  syncBuiltinESMExports();
`);

test("the first frame is drawn after the first request has left, with the number of its answer", async () => {
  const shownAtRequests: string[] = [];
  const server = await serve(({ method, url }) => {
    shownAtRequests.push(pty.written());
    if (method === "POST") return { body: '{"access_token":"t0ken","expires_in":749}' };
    return url.includes("/status") ? { body: JSON.stringify(processing) } : { body: "[]" };
  });
  const env = {
    ...tenant,
    SAIL_BASE_URL: server.baseUrl.href,
    NODE_OPTIONS: `--import=data:text/javascript,${patient}`,
  };
  const pty = program([id, "--no-history"], { env });
  let first: readonly string[] = [];
  await pty.until(() => {
    if (!pty.screen().join("").includes("aggwatch")) return false;
    first = pty.screen();
    return true;
  });
  expect(shownAtRequests[0]).toBe("");
  expect(first.join("\n")).toContain("1,000");
});

test("a screen is made of few files", async () => {
  const server = await serve(() => "close");
  const file = join(mkdtempSync(join(tmpdir(), "aggwatch-loaded-")), "loaded");
  const env = { ...tenant, SAIL_BASE_URL: server.baseUrl.href, ...loadingInto(file) };
  const pty = program([id, "--no-history"], { env });
  await pty.until("aggwatch");
  const loaded = readFileSync(file, "utf8").trimEnd().split("\n");
  expect(loaded.filter((name) => name.startsWith("screen-"))).toHaveLength(1);
  expect(loaded.length).toBeLessThanOrEqual(18);
});
