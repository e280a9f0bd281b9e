import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { systemClock } from "../../../src/time/clock.ts";
import { fastClock } from "../../support/fast-clock.ts";
import { inventedSignals } from "../../support/invented/signals.ts";
import { credentials, type Reply, serve } from "../support/scripted-server.ts";
import { type OtherHost, runCommand } from "../support/simulated-command.ts";

const grant = { body: '{"access_token":"t0k3n","expires_in":43200}' };
const gatewaysOwn = { status: 404, body: "<html>not found</html>" };
const completed = { body: '{"status":"COMPLETED"}' };
const asksVersion = /limit=1$/;

/** A tenant that holds its answer back from whoever asks for the API version. */
async function silentOnVersion(other: (url: string) => Reply) {
  const asked = Promise.withResolvers<void>();
  const server = await serve(({ url }) => {
    if (url === "/oauth/token") return grant;
    if (!asksVersion.test(url)) return other(url);
    asked.resolve();
    return new Promise(() => undefined);
  });
  const clock = fastClock(100);
  const run = (args: readonly string[], host: OtherHost) =>
    runCommand(args, server.baseUrl.href, credentials, clock, host);
  return { run, asked: asked.promise };
}

describe("Ctrl-C while a tenant is asked for its API version", () => {
  test("leaves a look-up with 130", async () => {
    const { run, asked } = await silentOnVersion(() => gatewaysOwn);
    const { send, listening, onSignal } = inventedSignals();
    const ran = run(["list"], { onSignal });
    await asked;
    send("SIGINT");
    expect(await ran).toEqual({ code: 130, output: "", errors: "" });
    expect(listening()).toBe(0);
  });

  test("leaves a watch that is over with 130, and what was watched is kept and told", async () => {
    const [good, gone] = ["00000000000000000000000000000001", "00000000000000000000000000000002"];
    const { run, asked } = await silentOnVersion((url) =>
      url.includes(`/${good}/status`) ? completed : gatewaysOwn,
    );
    const { send, onSignal } = inventedSignals();
    const folder = await mkdtemp(join(tmpdir(), "aggwatch-"));
    const host = { onSignal, historyFolder: () => Promise.resolve(folder) };
    const ran = run([`${good}=Workday HR`, gone, "--output", "ndjson"], host);
    await asked;
    const [file = ""] = await readdir(folder);
    expect(await readFile(join(folder, file), "utf8")).toContain("Workday HR");
    send("SIGINT");
    const { code, output } = await ran;
    expect(code).toBe(130);
    expect(JSON.parse(output.trimEnd().split("\n").at(-1) ?? "")).toMatchObject({
      type: "summary",
      outcomes: { COMPLETED: 1, NOT_FOUND: 1 },
      leftBy: "signal",
      signal: "SIGINT",
      exitCode: 130,
    });
  });
});

test("Ctrl-C while the doctor waits for a tenant leaves with 130", async () => {
  const asked = Promise.withResolvers<void>();
  const server = await serve(() => {
    asked.resolve();
    return new Promise(() => undefined);
  });
  const { send, listening, onSignal } = inventedSignals();
  const ran = runCommand(["doctor"], server.baseUrl.href, credentials, systemClock, { onSignal });
  await asked.promise;
  send("SIGINT");
  const { code, output, errors } = await ran;
  expect({ code, errors }).toEqual({ code: 130, errors: "" });
  expect(output).toMatch(/configuration/);
  expect(listening()).toBe(0);
});
