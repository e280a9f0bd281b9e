import { execFile } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";

const run = promisify(execFile);
const root = new URL("../..", import.meta.url).pathname;

/** This checkout's package, as `npm pack` makes it, and what npm installs of that. */
export interface Packed {
  readonly path: string;
  readonly sizeBytes: number;
  /** The paths of what is in it. */
  readonly files: readonly string[];
  /** The prefix of a global installation. */
  readonly prefix: string;
}

declare module "vitest" {
  interface ProvidedContext {
    readonly packed: Packed;
  }
}

/** Packs and installs before the first test: once for all workers, each of which would take seconds. */
export default async function pack(project: TestProject): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "aggwatch-package-"));
  const packing = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const { stdout } = await run("npm", packing, { cwd: root });
  const [one] = JSON.parse(stdout) as [
    { filename: string; size: number; files: { path: string }[] },
  ];
  const path = join(folder, one.filename);
  const prefix = join(folder, "installed");
  const env = {
    ...process.env,
    npm_config_prefix: prefix,
    npm_config_cache: join(folder, "cache"),
    npm_config_offline: "true",
  };
  await run("npm", ["install", "--global", "--omit=optional", path], { cwd: folder, env });
  const files = one.files.map((file) => file.path);
  project.provide("packed", { path, sizeBytes: one.size, files, prefix });
}
