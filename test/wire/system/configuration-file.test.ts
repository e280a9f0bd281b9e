import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runProgram } from "../support/program.ts";
import { serve } from "../support/scripted-server.ts";
import { compileCache } from "../../support/compile-cache.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aggwatch-config-"));
});
afterEach(() => rm(folder, { recursive: true }));

const id = "0123456789abcdef0123456789abcdef";

/** Runs the program for a user who has that configuration file. */
async function run(args: readonly string[], text: string, env: Record<string, string> = {}) {
  const file = join(folder, "mine.yaml");
  await writeFile(file, text);
  return runProgram(args, { HOME: folder, AGGWATCH_CONFIG: file, ...env }, folder);
}

/** A tenant where everything is COMPLETED, with a warning. */
async function tenant(): Promise<Record<string, string>> {
  const { baseUrl } = await serve(({ method, url }) => {
    if (method === "POST") return { body: '{"access_token":"t0ken"}' };
    const warned = `{"id":"${id}","completed":1,"completionStatus":"WARNING"}`;
    return { body: url.includes("task-status") ? warned : '{"status":"COMPLETED"}' };
  });
  return { SAIL_BASE_URL: baseUrl.href, SAIL_CLIENT_ID: "c1", SAIL_CLIENT_SECRET: "s" };
}

describe("a configuration file", () => {
  test("decides what a run does, and a flag takes that back", async () => {
    const env = await tenant();
    const text = "strict: true\nhistory: false\n";
    expect(await run([id], text, env)).toMatchObject({ code: 1 });
    expect(await run([id, "--no-strict"], text, env)).toMatchObject({ code: 0 });
    expect(await run([id], text, { ...env, AGGWATCH_STRICT: "no" })).toMatchObject({ code: 0 });
  });

  test("that is wrong is wrong usage, told with the line", async () => {
    const { code, stderr, stdout } = await run([id], "strict: true\ninterval: canary\n");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe(
      "aggwatch: ~/mine.yaml, line 2: interval: It must be from 1s to 1d, such as 90s, 10m or 1h30m.\n",
    );
  });

  test("that cannot be read is told what to do", async () => {
    await mkdir(join(folder, "d"));
    const { code, stderr } = await run([id], "", { AGGWATCH_CONFIG: join(folder, "d") });
    expect(code).toBe(2);
    expect(stderr).toBe("aggwatch: ~/d cannot be read (EISDIR); make it readable, or remove it\n");
  });

  test("is shown by the doctor, which goes on where it is wrong", async () => {
    const good = await run(["doctor"], "interval: 10\n", { AGGWATCH_STAY: "yes" });
    expect(good.stdout.split("\n").slice(2, 5)).toEqual([
      "✓ defaults        ~/mine.yaml: read",
      "                    interval: 10, from the file: ~/mine.yaml, line 1",
      "                    stay: yes, from the environment: AGGWATCH_STAY",
    ]);
    const bad = await run(["doctor"], "interval: 0\n", await tenant());
    expect(bad.stdout).toMatch(/\n✗ defaults [^]*\n✓ configuration /);
    expect(bad.code).toBe(2);
  });
});

describe.skipIf(process.platform !== "linux")("its folder", () => {
  const module = JSON.stringify(new URL("../../../src/settings/folder.ts", import.meta.url).href);
  const program = `console.log(await (await import(${module})).configFolder());`;

  test.for([
    [{ HOME: "/home/x", XDG_CONFIG_HOME: "/c" }, "/c/aggwatch"],
    [{ HOME: "/home/x" }, "/home/x/.config/aggwatch"],
    [{ HOME: "/home/x", XDG_CONFIG_HOME: "c" }, "/home/x/.config/aggwatch"],
    [{ HOME: "x" }, "undefined"],
  ] as const)("is for %j %s", async ([env, expected]) => {
    const args = ["--input-type=module", "--eval", program];
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      env: { ...compileCache(), ...env },
    });
    expect(stdout.trim()).toBe(expected);
  });
});
