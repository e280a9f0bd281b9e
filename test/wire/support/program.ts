import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { compileCache } from "../../support/compile-cache.ts";

const built = new URL("../../../dist/aggwatch.js", import.meta.url).pathname;

/** What a run of the program came to. */
export interface Outcome {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the program as a process of its own, without a terminal.
 *
 * @param env all its environment variables, but for the tests' folders
 * @param cwd its working folder
 * @param program its first file
 */
export function runProgram(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
  program = built,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { env: { ...compileCache(), TMPDIR: tmpdir(), ...env }, cwd };
    execFile(process.execPath, [program, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, stdout, stderr });
    });
  });
}
