import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cpuMsOf, rssMibOf } from "./usage.ts";

/** What a Node program has taken by the time its first output comes; then it is ended. */
export async function firstLine(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly wallMs: number; readonly cpuMs: number; readonly rssMib: number }> {
  const folder = mkdtempSync(join(tmpdir(), "aggwatch-bench-"));
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, XDG_RUNTIME_DIR: folder, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  await once(child.stdout, "data");
  const wallMs = performance.now() - startedAt;
  const usage = { cpuMs: cpuMsOf(child.pid ?? 0), rssMib: rssMibOf(child.pid ?? 0) };
  child.kill("SIGKILL");
  await exited;
  rmSync(folder, { recursive: true, force: true });
  return { wallMs, ...usage };
}
