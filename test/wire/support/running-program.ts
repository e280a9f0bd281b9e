import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { expect, onTestFinished } from "vitest";
import { compileCache } from "../../support/compile-cache.ts";

const program = new URL("../../../dist/aggwatch.js", import.meta.url).pathname;

/** The program as a process that goes on. */
export interface RunningProgram {
  readonly output: () => string;
  readonly errors: () => string;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Its exit code. */
  readonly exited: Promise<number | null>;
}

/** Starts the program without a terminal; it is killed at the end of the test. */
export function runningProgram(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): RunningProgram {
  const own = { ...compileCache(), TMPDIR: tmpdir(), TZ: "UTC" };
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...own, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let errors = "";
  child.stdout.on("data", (data) => (output += String(data)));
  child.stderr.on("data", (data) => (errors += String(data)));
  const exited = new Promise<number | null>((resolve) => {
    child.on("exit", (code) => resolve(code));
  });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await exited;
  });
  return {
    output: () => output,
    errors: () => errors,
    kill: (signal) => void child.kill(signal),
    exited,
  };
}

/** Where it serves its metrics, once it says so. */
export async function metricsOf({ errors }: Pick<RunningProgram, "errors">): Promise<string> {
  const address = () => /^aggwatch: metrics at (\S+)$/m.exec(errors())?.[1];
  await expect.poll(address).toBeDefined();
  return address() ?? "";
}
