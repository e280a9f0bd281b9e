import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPty, type Pty } from "../../../terminal/support/pty.ts";
import type { BenchTenant } from "./bench-tenant.ts";
import { fasterBy } from "./faster-by.ts";

export const program = new URL("../../../../dist/aggwatch.js", import.meta.url).pathname;

export interface Watch extends Pty {
  end(): Promise<void>;
}

export interface WatchOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly flags?: readonly string[];
  readonly speed?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** The built program in a pseudo-terminal, which watches all that the tenant has. */
export function openWatch(tenant: BenchTenant, options: WatchOptions = {}): Watch {
  const { columns = 80, rows = 24, flags = [], speed = 1, env = {} } = options;
  // Other processes are other users: none shares its budget.
  const folder = mkdtempSync(join(tmpdir(), "aggwatch-bench-"));
  const pty = openPty(process.execPath, [program, ...tenant.watched, "--no-history", ...flags], {
    columns,
    rows,
    env: { ...tenant.env, ...fasterBy(speed), XDG_RUNTIME_DIR: folder, ...env },
  });
  let isOver = false;
  // What is waited for on its screen would never come.
  const noticeEnd = async () => {
    const code = await pty.exited;
    if (!isOver) throw new Error(`aggwatch exited with ${code}: ${pty.written().slice(-2000)}`);
  };
  void noticeEnd();
  return {
    ...pty,
    async end() {
      isOver = true;
      pty.kill("SIGKILL");
      await pty.exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
