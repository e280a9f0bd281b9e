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
  timers.setTimeout = (ms, value, options) => sleep(ms === 60 ? 2 ** 31 - 1 : ms, value, options);
  syncBuiltinESMExports();
`);

/** Has Ink's files fail to load. */
const withoutInk = encodeURIComponent(`
  import { registerHooks } from "node:module";
  registerHooks({
    load(url, context, next) {
      if (/\\/dist\\/screen-[^/]+$/.test(url)) throw new Error("Ink is damaged");
      return next(url, context);
    },
  });
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
    if (!pty.screen().join("").includes("q quit")) return false;
    first = pty.screen();
    return true;
  });
  expect(shownAtRequests[0]).toBe("");
  expect(first.join("\n")).toContain("1,000");
});

test("the first frame is made of few files, without Ink; where that is damaged, all is given back", async () => {
  const server = await serve(() => "close");
  const file = join(mkdtempSync(join(tmpdir(), "aggwatch-loaded-")), "loaded");
  const { NODE_OPTIONS, LOADED_FILES } = loadingInto(file);
  const env = {
    ...tenant,
    SAIL_BASE_URL: server.baseUrl.href,
    NODE_OPTIONS: `${NODE_OPTIONS} --import=data:text/javascript,${withoutInk}`,
    LOADED_FILES,
  };
  const pty = program([id, "--no-history"], { env });
  expect(await pty.exited).toBe(70);
  expect(pty.written()).toContain("127.0.0.1");
  expect(pty.screen().join("\n")).toContain("Ink is damaged");
  expect([pty.isAlternate(), pty.isCursorHidden()]).toEqual([false, false]);
  const loaded = readFileSync(file, "utf8").trimEnd().split("\n");
  const first = loaded.slice(0, loaded.findIndex((name) => name.startsWith("frame-")) + 1);
  expect(first.length).toBeGreaterThan(5);
  expect(first.length).toBeLessThanOrEqual(18);
});
