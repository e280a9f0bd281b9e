import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import packageJson from "../../../package.json" with { type: "json" };
import { root } from "../../../src/build/bundled.ts";

/** Builds a copy of the source in a folder; returns the content of what that makes, by its path. */
async function buildIn(folder: string): Promise<ReadonlyMap<string, string>> {
  await mkdir(folder, { recursive: true });
  for (const part of ["src", "package.json", "tsconfig.json", "LICENSE"]) {
    await cp(join(root, part), join(folder, part), { recursive: true });
  }
  await symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  await promisify(execFile)(process.execPath, ["src/build/bundle.ts"], { cwd: folder });
  const names = await readdir(join(folder, "dist"));
  const files = names.toSorted().map(async (name) => {
    const content = await readFile(join(folder, "dist", name), "utf8");
    return [name, content] as const;
  });
  return new Map(await Promise.all(files));
}

test("two builds of the same source are the same, wherever they are made", async () => {
  const folder = await mkdtemp(join(tmpdir(), "build-"));
  const one = await buildIn(join(folder, "one"));
  const other = await buildIn(join(folder, "further", "below"));
  expect([...one.keys()]).toContain("aggwatch.js");
  expect([...other.keys()]).toEqual([...one.keys()]);
  const differing = [...one.keys()].filter((name) => one.get(name) !== other.get(name));
  expect(differing).toEqual([]);
});

test("the package runs nothing while it is installed, and needs no other package", () => {
  const { scripts } = packageJson;
  const installing = ["preinstall", "install", "postinstall"];
  expect(installing.filter((name) => name in scripts)).toEqual([]);
  expect("dependencies" in packageJson).toBe(false);
});
