import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { simulatedTenant } from "../support/simulated-command.ts";
import { compileCache } from "../../support/compile-cache.ts";

const repository = new URL("../../../", import.meta.url).pathname;
const built = join(repository, "dist");
const program = join(built, "aggwatch.js");
const id = "2c91808477a6b0c60177a81146b8110b";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aggwatch-ways-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function environment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: folder,
    XDG_STATE_HOME: join(folder, "state"),
    AGGWATCH_CONFIG: "/dev/null",
    ...compileCache(),
    ...more,
  };
}

/** What a process came to, and what it said on standard error. */
async function ended(child: ChildProcess): Promise<{ code: unknown; errors: string }> {
  const [errors, [code]] = await Promise.all([
    child.stderr ? text(child.stderr) : "",
    once(child, "close"),
  ]);
  return { code: code as unknown, errors };
}

function start(args: readonly string[], env = environment(), command = program): ChildProcess {
  const child = spawn(process.execPath, [command, ...args], {
    env,
    stdio: ["pipe", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  child.stdout.resume();
  return child;
}

/** A tenant that answers nothing, and a promise of the first request. */
async function silentTenant() {
  const asked = Promise.withResolvers<void>();
  const server = createServer(() => asked.resolve());
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const env = environment({
    SAIL_BASE_URL: `http://127.0.0.1:${port}`,
    SAIL_CLIENT_ID: "id",
    SAIL_CLIENT_SECRET: "secret",
  });
  return { asked: asked.promise, env };
}

describe("a signal ends the process although a thread of it waits for good", () => {
  test("for a history that nothing writes", async () => {
    const state = join(folder, "state", "aggwatch");
    execFileSync("mkdir", ["-p", state]);
    execFileSync("mkfifo", [join(state, "history.jsonl")]);
    const child = start(["history"]);
    const end = ended(child);
    // It has begun to wait, or is about to: both are ended.
    await expect.poll(() => isOpening(child.pid ?? 0)).toBe(true);
    child.kill("SIGINT");
    expect((await end).code).toBe(130);
  });
});

/** Whether a thread of a process waits in `open` for the other end of a pipe (wait_for_partner). */
async function isOpening(pid: number): Promise<boolean> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const where = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/wchan`, "utf8").catch(() => "")),
  );
  return where.some((name) => /partner|fifo/.test(name));
}

test("a watch whose history cannot be kept ends by itself, and says so", async () => {
  const { run, simulator } = await simulatedTenant(["quick"]);
  const { code, errors } = await run([`${simulator.aggregations[0]?.id}=HR`], "administrator", {
    historyFolder: () => Promise.resolve("/proc/x/aggwatch"),
  });
  expect(code).toBe(0);
  expect(errors).toMatch(/^aggwatch: the run history was not written: ENOENT: .*\n$/);
});

describe("signals that were to be ignored", () => {
  test.for([
    ["nohup", 'nohup "$0" "$@" &', "SIGHUP"],
    ["trap '' INT", 'trap \'\' INT; "$0" "$@" &', "SIGINT"],
  ] as const)("stay ignored: %s", async ([, line, signal]) => {
    const { asked, env } = await silentTenant();
    const script = `${line} echo $!; wait $!; echo "left with $?"`;
    const args = ["-c", script, process.execPath, program, id, "--timeout", "1h"];
    const shell = spawn("bash", args, { env, stdio: ["ignore", "pipe", "ignore"] });
    let said = "";
    shell.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    await asked;
    const pid = Number(/^\d+/.exec(said)?.[0]);
    process.kill(pid, signal);
    process.kill(pid, "SIGTERM");
    await once(shell, "close");
    expect(said).toMatch(/left with 143\n$/);
  });
});

describe("what keeps the program from being loaded is reported, exit code 70", () => {
  test.for([
    ["missing", undefined, "ERR_MODULE_NOT_FOUND"],
    ["damaged", "no program", "SyntaxError"],
    ["failing", 'throw new Error("ours")', "Error: ours"],
  ] as const)("a file that is %s", async ([, content, what]) => {
    const copy = join(folder, "package");
    await cp(built, join(copy, "dist"), { recursive: true });
    await cp(join(repository, "package.json"), join(copy, "package.json"));
    const first = await readFile(join(copy, "dist", "aggwatch.js"), "utf8");
    const [, name = ""] = /import\(.\.\/(cli-[\w-]+\.js)/.exec(first) ?? [];
    const chunk = join(copy, "dist", name);
    await (content === undefined ? rm(chunk) : writeFile(chunk, content));
    const child = start(["--version"], environment(), join(copy, "dist", "aggwatch.js"));
    const { code, errors } = await ended(child);
    expect(code).toBe(70);
    expect(errors).toMatch(/^aggwatch: this is a bug in aggwatch, or its files are damaged\./);
    expect(errors).toContain(what);
  });
});

test.for([
  [["demo", "quick", "--speed", "500", "--output", "plain"], 0],
  [["history"], 0],
  [["--version"], 0],
  [["demo", "--record", "relative.ndjson"], 2],
] as const)("in a working folder that has been deleted: %j exits with %i", async ([args, code]) => {
  const script = 'mkdir gone; cd gone; rmdir ../gone; "$@"';
  const child = spawn("bash", ["-c", script, "bash", process.execPath, program, ...args], {
    cwd: folder,
    env: environment(),
    stdio: ["ignore", "ignore", "pipe"],
  });
  const { code: actual, errors } = await ended(child);
  expect(errors).not.toMatch(/ {4}at |getcwd/);
  expect(actual).toBe(code);
});
