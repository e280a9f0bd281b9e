import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CompileCacheWorld, keepCompiled } from "../../../src/system/compile-cache.ts";

const run = promisify(execFile);

let home = "";
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "aggwatch-compiled-"));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const uid = process.getuid?.();

/** The folders that are used for a user whose home is the test's. */
async function usedBy(world: Partial<CompileCacheWorld> = {}): Promise<readonly string[]> {
  const folders: string[] = [];
  await keepCompiled({
    env: { HOME: home },
    uid,
    cacheFolder: () => Promise.resolve(join(home, ".cache", "aggwatch")),
    enable: (folder) => folders.push(folder),
    ...world,
  });
  return folders;
}

describe.skipIf(uid === undefined)("what Node compiles is kept", () => {
  test("in a folder for this user alone, now and the next time", async () => {
    const folder = join(home, ".cache", "aggwatch");
    expect(await usedBy()).toEqual([folder]);
    expect(await usedBy()).toEqual([folder]);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  test("nowhere that others may write to", async () => {
    await mkdir(join(home, ".cache"));
    await chmod(join(home, ".cache"), 0o777);
    expect(await usedBy()).toEqual([]);
    expect(await readdir(join(home, ".cache"))).toEqual([]);
    // Made before, it could be replaced now.
    await mkdir(join(home, ".cache", "aggwatch"), { mode: 0o700 });
    expect(await usedBy()).toEqual([]);
    await chmod(join(home, ".cache"), 0o755);
    expect(await usedBy()).toHaveLength(1);
    await chmod(join(home, ".cache", "aggwatch"), 0o770);
    expect(await usedBy()).toEqual([]);
  });

  test("nowhere that is another user's, where nothing is made either", async () => {
    expect(await usedBy({ uid: (uid ?? 0) + 1 })).toEqual([]);
    expect(await readdir(home)).toEqual([]);
    expect(await usedBy()).toHaveLength(1);
    expect(await usedBy({ uid: (uid ?? 0) + 1 })).toEqual([]);
  });

  test("not behind a link", async () => {
    await mkdir(join(home, "elsewhere"), { mode: 0o700 });
    await mkdir(join(home, ".cache"));
    await symlink(join(home, "elsewhere"), join(home, ".cache", "aggwatch"));
    expect(await usedBy()).toEqual([]);
  });

  test("not without a home, nor where it cannot be, and that fails nothing", async () => {
    expect(await usedBy({ env: {} })).toEqual([]);
    expect(await usedBy({ cacheFolder: () => Promise.resolve(undefined) })).toEqual([]);
    await writeFile(join(home, ".cache"), "a file");
    expect(await usedBy()).toEqual([]);
    expect(await usedBy({ cacheFolder: () => Promise.resolve("/proc/1/aggwatch") })).toEqual([]);
  });

  test.for(["NODE_COMPILE_CACHE", "NODE_DISABLE_COMPILE_CACHE"])(
    "not here where %s decides",
    async (name) => {
      expect(await usedBy({ env: { HOME: home, [name]: "1" } })).toEqual([]);
      expect(await readdir(home)).toEqual([]);
    },
  );
});

describe.skipIf(uid === undefined)("the program", () => {
  const program = new URL("../../../dist/aggwatch.js", import.meta.url).pathname;
  const help = () => run(process.execPath, [program, "--help"], { env: { HOME: home }, cwd: home });

  /** The files that are kept, of this version of Node. */
  async function kept(): Promise<readonly string[]> {
    const cache = join(home, ".cache", "aggwatch");
    const all = await readdir(cache, { recursive: true, withFileTypes: true });
    return all.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  }

  test("keeps what was compiled, as several at once, and reads it again", async () => {
    const together = await Promise.all([help(), help(), help(), help()]);
    const files = await kept();
    expect(files.length).toBeGreaterThan(0);
    const outcomes = [...together, await help()];
    expect(new Set(outcomes.map(({ stdout, stderr }) => stdout + stderr)).size).toBe(1);
    expect(await kept()).toEqual(files);
  });

  test("does not mind what is damaged", async () => {
    const before = await help();
    const files = await kept();
    expect(files.length).toBeGreaterThan(0);
    for (const content of ["no code", ""]) {
      for (const file of files) await writeFile(file, content);
      expect(await help()).toEqual(before);
    }
  });
});
