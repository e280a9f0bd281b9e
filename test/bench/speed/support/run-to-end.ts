import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/**
 * How long a Node program runs, in milliseconds.
 *
 * @param lines how many it must write at least
 * @throws Error where it writes fewer, or fails
 */
export async function runToEnd(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  lines: number,
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "aggwatch-bench-"));
  const startedAt = performance.now();
  const { stdout } = await promisify(execFile)(process.execPath, [...args], {
    env: { ...process.env, XDG_RUNTIME_DIR: folder, ...env },
    maxBuffer: 2 ** 26,
  });
  const ms = performance.now() - startedAt;
  rmSync(folder, { recursive: true, force: true });
  const written = stdout.trimEnd().split("\n").length;
  if (written < lines) throw new Error(`${args.join(" ")}: ${written} lines`);
  return ms;
}
