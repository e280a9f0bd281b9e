import { execFile } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { writeOneFile } from "../../../src/build/one-file.ts";

const run = promisify(execFile);

// A single executable is Node with this file in it: what is in no folder must be in the file.
test("the file in a single executable needs nothing beside it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "one-file-"));
  const file = join(folder, "aggwatch.mjs");
  await writeOneFile(file);
  const { stdout } = await run(process.execPath, [file, "demo", "quick", "--speed", "1000"]);
  expect(stdout).toMatch(/COMPLETED/);
});
