import { execFileSync } from "node:child_process";
import { createWriteStream, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readSmallFile } from "../../../src/system/small-file.ts";
import { UsageError } from "../../../src/system/usage-error.ts";
import { runProgram } from "../support/program.ts";

const folder = () => mkdtempSync(join(tmpdir(), "aggwatch-odd-"));
const limit = 1024 * 1024;

/** A named pipe. */
function fifo(): string {
  const path = join(folder(), "pipe");
  execFileSync("mkfifo", [path]);
  return path;
}

/** A named pipe that is written to, and not closed. */
function written(text: string): string {
  const path = fifo();
  const stream = createWriteStream(path);
  if (text !== "") stream.write(text);
  stream.on("error", () => undefined);
  onTestFinished(() => void stream.destroy());
  return path;
}

describe.skipIf(process.platform === "win32")("what is no file", () => {
  test("is refused: a pipe that nothing writes to, devices without end", async () => {
    const odd = (path: string) => readSmallFile(path, "it", limit, 10_000);
    await expect(odd(fifo())).rejects.toThrow(
      new UsageError("it is a pipe that nothing writes to"),
    );
    await expect(odd("/dev/zero")).rejects.toThrow(
      "it is not a file; write what it brings to a fil",
    );
    await expect(odd("/dev/random")).rejects.toThrow("it is not a file");
  });

  test("is read as long as it brings something: a pipe, an empty device", async () => {
    const path = fifo();
    const stream = createWriteStream(path);
    stream.end("a,b\n");
    expect((await readSmallFile(path, "it", limit, 10_000)).bytes.toString()).toBe("a,b\n");
    expect((await readSmallFile("/dev/null", "it", limit, 0)).bytes).toHaveLength(0);
  });

  test("is given up where it brings nothing more, or too much", async () => {
    const slow = readSmallFile(written("a"), "it", limit, 50);
    await expect(slow).rejects.toThrow("it is a pipe that brought nothing for 0.05 seconds");
    const long = readSmallFile(written("a".repeat(2000)), "it", 1024, 10_000);
    await expect(long).rejects.toThrow("it is longer than");
  });

  test.for([
    ["--file", ["start", "HR", "--file"]],
    ["replay", ["replay"]],
  ] as const)("holds no command up: %s", async ([, args]) => {
    const home = folder();
    const env = {
      HOME: home,
      SAIL_BASE_URL: "http://127.0.0.1:9",
      SAIL_CLIENT_ID: "c1",
      SAIL_CLIENT_SECRET: "hush",
    };
    const { code, stderr } = await runProgram([...args, fifo()], env, home);
    expect(code).toBe(2);
    expect(stderr).toMatch(/is a pipe that nothing writes to|is not a file; a recording is/);
  });

  test("holds no configuration up", async () => {
    const home = folder();
    const pipe = fifo();
    const set = await runProgram(["list"], { HOME: home, AGGWATCH_CONFIG: pipe }, home);
    expect(set.code).toBe(2);
    expect(set.stderr).toContain("pipe is a pipe that nothing writes to");
    execFileSync("mkfifo", [join(home, "config.json")]);
    const json = await runProgram(["list"], { HOME: home }, home);
    expect(json).toMatchObject({ code: 2, stdout: "" });
    expect(json.stderr).toContain("./config.json is a pipe that nothing writes to");
    const other = folder();
    mkdirSync(join(other, ".sailpoint"));
    execFileSync("mkfifo", [join(other, ".sailpoint", "config.yaml")]);
    const yaml = await runProgram(["list"], { HOME: other }, other);
    expect(yaml.stderr).toContain("~/.sailpoint/config.yaml is a pipe that nothing writes to");
  });
});

test("YAML that stands in itself is a usage error, and no bug", async () => {
  const home = folder();
  mkdirSync(join(home, ".sailpoint"));
  const yaml = "environments: &a {x: *a}\n";
  writeFileSync(join(home, ".sailpoint", "config.yaml"), yaml, { mode: 0o600 });
  const { code, stderr } = await runProgram(["list"], { HOME: home }, home);
  expect(stderr).toMatch(/^aggwatch: /);
  expect(code).toBe(2);
});
