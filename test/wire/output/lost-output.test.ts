import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { systemClock } from "../../../src/time/clock.ts";
import { startSimulator } from "../../../src/simulator/server.ts";
import { compileCache } from "../../support/compile-cache.ts";

const program = new URL("../../../dist/aggwatch.js", import.meta.url).pathname;

/** Runs the program with its standard output on a disk that is full. */
async function runOnFullDisk(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const disk = openSync("/dev/full", "w");
  try {
    const child = spawn(process.execPath, [program, ...args], {
      stdio: ["ignore", disk, "pipe"],
      env: { ...compileCache(), TMPDIR: tmpdir(), AGGWATCH_CONFIG: "/dev/null", ...env },
    });
    const [errors, [code]] = await Promise.all([
      text(child.stderr as Readable),
      once(child, "close"),
    ]);
    return { code: code as unknown, errors };
  } finally {
    closeSync(disk);
  }
}

const lost = "aggwatch: standard output cannot be written (ENOSPC)\n";

describe("what cannot be written to standard output is told, and is no success", () => {
  test.for([["--version"], ["--help"], ["help", "exit-codes"], ["completions", "bash"]])(
    "of %s %s",
    async (args) => {
      expect(await runOnFullDisk(args)).toEqual({ code: 3, errors: lost });
    },
  );

  test("of a start that nobody watches, and the id stands on standard error", async () => {
    const simulator = await startSimulator({
      scenarios: ["normal"],
      seed: 1,
      port: 0,
      aggregationClock: systemClock,
      clientClock: systemClock,
    });
    const { code, errors } = await runOnFullDisk(["start", "Okta", "--no-watch"], {
      SAIL_BASE_URL: simulator.baseUrl,
      SAIL_CLIENT_ID: simulator.clientId,
      SAIL_CLIENT_SECRET: simulator.clientSecret,
    });
    await simulator.close();
    expect(code).toBe(3);
    expect(errors).toMatch(/^aggwatch: Okta runs, as [\da-f]{32}$/m);
    expect(errors).toContain(lost);
  });
});

test("of a simulated tenant that nothing could tell the address of", async () => {
  expect(await runOnFullDisk(["simulate"])).toEqual({ code: 3, errors: lost });
});

test("of a watch that something still runs in: it is lost, not left", async () => {
  const { code, errors } = await runOnFullDisk(["demo", "normal", "--output", "ndjson"]);
  expect({ code, errors }).toEqual({ code: 3, errors: lost });
});

test("of which the end only had no room on the disk", async () => {
  const folder = await mkdtemp(join(tmpdir(), "aggwatch-"));
  const file = join(folder, "help.txt");
  // In blocks of 1,024 bytes: all of the help is one write.
  const shell = 'ulimit -f 1; "$0" "$1" --help > "$2" 2> "$2.errors"';
  const child = spawn("bash", ["-c", shell, process.execPath, program, file]);
  const [code] = await once(child, "exit");
  expect(code).toBe(3);
  expect((await stat(file)).size).toBe(1024);
  await rm(folder, { recursive: true });
});
