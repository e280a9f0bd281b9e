import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPty } from "../../terminal/support/pty.ts";
import type { Measured } from "./measured.ts";
import { startTenant } from "./support/bench-tenant.ts";
import { program } from "./support/watch.ts";

const hook = new URL("support/loaded-files-hook.ts", import.meta.url).href;

/** What a run loads of dist, beside all of it: less to read and compile before there is an output. */
export async function measureLoadedFiles(): Promise<readonly Measured[]> {
  const tenant = await startTenant({ ids: 1, pace: "ended" });
  const watch = [...tenant.watched, "--no-history"];
  const kinds = [
    { what: "--version", args: ["--version"], mostKb: 86 },
    { what: "--help", args: ["--help"], mostKb: 93 },
    { what: "ID --output plain", args: [...watch, "--output", "plain"], mostKb: 612 },
    { what: "status ID", args: ["status", ...watch], mostKb: 617 },
    { what: "ID --stay", args: [...watch, "--stay"], mostKb: 1090, keys: "q" },
  ];
  const runs = await Promise.all(
    kinds.map(async ({ what, args, mostKb, keys = "" }) => {
      const files = await filesOf(args, tenant.env, keys);
      return { what, mostKb, files };
    }),
  );
  await tenant.close();
  return runs.map(({ what, files, mostKb }) => ({
    what: `loaded by \`aggwatch ${what}\`, ${files.length} files`,
    ours: kbOf(files),
    unit: "kB",
    reference: "",
    theirs: 1,
    wanted: { of: "ours", atMost: mostKb },
  }));
}

function kbOf(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + statSync(new URL(file)).size, 0) / 1000;
}

/**
 * The files of dist that a run on a terminal has loaded, as URLs. `keys` are pressed on its screen:
 * they are read once Ink is loaded, so that it is, however soon there is nothing left to watch.
 */
async function filesOf(
  args: readonly string[],
  tenant: Readonly<Record<string, string>>,
  keys: string,
): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "aggwatch-bench-"));
  const file = join(folder, "loaded");
  const own = { NODE_OPTIONS: `--import=${hook}`, BENCH_LOADED_FILE: file };
  const env = { ...tenant, ...own, XDG_RUNTIME_DIR: folder };
  const pty = openPty(process.execPath, [program, ...args], { env });
  // Before the verdict, q asks first.
  if (keys !== "") await pty.until("verdict SUCCESS");
  pty.type(keys);
  const code = await pty.exited;
  const urls = readFileSync(file, "utf8").trimEnd().split("\n");
  rmSync(folder, { recursive: true, force: true });
  if (code !== 0) throw new Error(`aggwatch ${args.join(" ")} exited with ${code}`);
  return [...new Set(urls)].filter(
    (url) => url.includes("/dist/") && !url.includes("node_modules"),
  );
}
