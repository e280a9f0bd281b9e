import { execFile } from "node:child_process";
import {
  copyFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import packageJson from "../../../package.json" with { type: "json" };
import { root } from "../../../src/build/bundled.ts";

const run = promisify(execFile);

/** The environment of a script that npm runs for one of its commands, which was started in a folder. */
function asNpm(command: string, folder: string): NodeJS.ProcessEnv {
  return { ...process.env, npm_command: command, INIT_CWD: folder };
}

/** Builds a copy of the source in a folder; returns the content of what that makes, by its path. */
async function buildIn(folder: string, script: string): Promise<ReadonlyMap<string, string>> {
  await mkdir(folder, { recursive: true });
  for (const part of ["src", "test/runtime", "package.json", "tsconfig.json", "LICENSE"]) {
    await cp(join(root, part), join(folder, part), { recursive: true });
  }
  await symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  await run(process.execPath, [script], { cwd: folder, env: asNpm("pack", folder) });
  const names = await readdir(join(folder, "dist"));
  const files = names.toSorted().map(async (name) => {
    const content = await readFile(join(folder, "dist", name), "utf8");
    return [name, content] as const;
  });
  return new Map(await Promise.all(files));
}

test("two builds of the same source are the same, wherever they are made", async () => {
  const folder = await mkdtemp(join(tmpdir(), "build-"));
  const one = await buildIn(join(folder, "one"), "src/build/bundle.ts");
  const other = await buildIn(join(folder, "further", "below"), "src/build/prepare.js");
  expect([...one.keys()]).toContain("aggwatch.js");
  expect([...other.keys()]).toEqual([...one.keys()]);
  const differing = [...one.keys()].filter((name) => one.get(name) !== other.get(name));
  expect(differing).toEqual([]);
});

describe("where nothing is built and the packages for that are missing", () => {
  async function prepare(command: string, startedBelow: string) {
    const folder = await realpath(await mkdtemp(join(tmpdir(), "prepare-")));
    await mkdir(join(folder, "src/build"), { recursive: true });
    const script = join(folder, "src/build/prepare.js");
    await copyFile(join(root, "src/build/prepare.js"), script);
    await writeFile(join(folder, "package.json"), '{"type":"module"}');
    return run(process.execPath, [script], { env: asNpm(command, join(folder, startedBelow)) });
  }

  test("npm ci in a checkout is content: what is run there builds", async () => {
    expect(await prepare("ci", "")).toEqual({ stdout: "", stderr: "" });
  });

  test.for([
    ["install", ""],
    ["pack", ""],
    ["ci", "src"],
  ])("npm %s for a package fails, and says what to do", async ([command = "", below = ""]) => {
    const failed = prepare(command, below);
    await expect(failed).rejects.toMatchObject({ code: 1, stdout: "" });
    await expect(failed).rejects.toThrow(/run `npm ci` first[^]*npm pack git\+https:/);
  });
});

test("the package runs nothing while it is installed, and needs no other package", () => {
  const { scripts } = packageJson;
  const installing = ["preinstall", "install", "postinstall"];
  expect(installing.filter((name) => name in scripts)).toEqual([]);
  expect("dependencies" in packageJson).toBe(false);
});
