import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readSecretFile } from "../../../src/system/secret-file.ts";
import { UsageError } from "../../../src/system/usage-error.ts";

let path = "";
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), "aggwatch-secret-")), "file");
});
afterEach(() => rm(join(path, ".."), { recursive: true }));

test("a file is its text", async () => {
  await writeFile(path, "a: ä\n");
  expect(await readSecretFile(path, "it", "linux")).toMatchObject({ text: "a: ä\n" });
});

test("a file that is not there is none, nor is one below a file", async () => {
  expect(await readSecretFile(path, "it", "linux")).toBeUndefined();
  await writeFile(path, "");
  expect(await readSecretFile(join(path, "x"), "it", "linux")).toBeUndefined();
});

describe.skipIf(process.platform === "win32")("others", () => {
  test.for([
    [0o600, false],
    [0o400, false],
    [0o640, true],
    [0o604, true],
    [0o644, true],
    [0o622, false],
  ] as const)("of mode %o may read it: %s", async ([mode, isOpenToOthers]) => {
    await writeFile(path, "x");
    await chmod(path, mode);
    expect(await readSecretFile(path, "it", "linux")).toEqual({ text: "x", isOpenToOthers });
  });
});

test("what others may read is not told on Windows, which invents that", async () => {
  await writeFile(path, "x", { mode: 0o644 });
  expect(await readSecretFile(path, "it", "win32")).toEqual({ text: "x", isOpenToOthers: false });
});

describe("what is no file that could be read", () => {
  test("is named, with the reason", async () => {
    await mkdir(path);
    await expect(readSecretFile(path, "~/it", "linux")).rejects.toThrow(
      new UsageError("~/it cannot be read (EISDIR); make it readable, or remove it"),
    );
  });

  test("above 1 MiB is not read", async () => {
    await writeFile(path, "x".repeat(1024 * 1024 + 1));
    await expect(readSecretFile(path, "it", "linux")).rejects.toThrow("it is longer than 1 MiB");
  });
});
