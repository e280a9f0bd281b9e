import { execFile } from "node:child_process";
import { tmpdir } from "node:os";

const built = new URL("../../../dist/aggwatch.js", import.meta.url).pathname;

/** What Node compiles would be kept at the end of each run, since its home is new. */
const base = { NODE_DISABLE_COMPILE_CACHE: "1" };

/** What a run of the program came to. */
export interface Outcome {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the program as a process of its own, without a terminal.
 *
 * @param env all its environment variables, but for the tests' folder for temporary files and `base`
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
    const options = { env: { ...base, TMPDIR: tmpdir(), ...env }, cwd };
    execFile(process.execPath, [program, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, stdout, stderr });
    });
  });
}
