import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { appendRun, readHistory } from "../../../src/history/file.ts";
import { noCourse } from "../../../src/history/course-of-run.ts";
import { formatRun, type Run } from "../../../src/history/run.ts";

const module = (name: string) =>
  JSON.stringify(new URL(`../../../src/history/${name}`, import.meta.url).href);

/** A process that appends so many runs with ids `NAME-0`, `NAME-1`, … as fast as it can. */
const program = `
  import { appendRun } from ${module("file.ts")};
  const [folder, bytes, name, count] = process.argv.slice(1);
  for (let index = 0; index < Number(count); index += 1) {
    const run = {
      endedAt: Date.now(),
      tenant: "acme.api.identitynow.com",
      id: name + "-" + index,
      source: "Workday HR " + "人事".repeat(index % 40),
      ending: "COMPLETED",
      verdict: undefined,
      tookMs: index,
    };
    const problem = await appendRun(folder, run, Number(bytes));
    if (problem !== undefined) throw new Error(problem);
  }
`;

const run: Run = {
  endedAt: 0,
  tenant: "acme.api.identitynow.com",
  id: "last-0",
  source: undefined,
  ending: "EXPIRED",
  verdict: undefined,
  collectingMs: undefined,
  processingMs: undefined,
  tookMs: undefined,
  totalAccounts: undefined,
  totalIdentities: undefined,
  totalAccountsMarkedForDeletion: undefined,
  ...noCourse,
};

let folder = "";
let children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aggwatch-history-"));
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

function start(name: string, count: number, bytes: number) {
  const args = [
    "--input-type=module",
    "--eval",
    program,
    folder,
    String(bytes),
    name,
    String(count),
  ];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  children.push(child);
  const errors = text(child.stderr);
  const exit = once(child, "exit").then(async ([code]) => ({
    code: code as unknown,
    errors: await errors,
  }));
  return { child, exit };
}

function areRunning(): boolean {
  return children.some(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
}

/** The runs read, as the numbers of each process. */
async function numbersRead(bytes: number): Promise<ReadonlyMap<string, readonly number[]>> {
  const { runs, problem } = await readHistory(folder, bytes);
  expect(problem).toBeUndefined();
  const pairs = runs.map(({ id }) => id.split("-"));
  const names = [...new Set(pairs.map(([name = ""]) => name))];
  return new Map(
    names.map((name) => [
      name,
      pairs.filter(([other]) => other === name).map(([, index]) => Number(index)),
    ]),
  );
}

async function linesWritten(): Promise<readonly string[]> {
  const names = await readdir(folder);
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  for (const one of texts) expect(one).toMatch(/^(|[^]*\n)$/);
  return texts.flatMap((one) => one.split("\n").slice(0, -1));
}

function expectWhole(lines: readonly string[]): void {
  for (const line of lines)
    expect(line).toMatch(/^\{"v":1,"endedAt":"[^"]+","tenant":.*"tookMs":\d+\}$/);
}

const names = ["a", "b", "c"];
const done = { code: 0, errors: "" };

test("three processes at once go on to the next file together: every line is there, and whole", async () => {
  const count = 500;
  // Between one file and two for all that they write.
  const bytes = 300_000;
  const exits = names.map((name) => start(name, count, bytes).exit);
  expect(await Promise.all(exits)).toEqual([done, done, done]);
  expect((await readdir(folder)).toSorted()).toEqual(["history.2.jsonl", "history.jsonl"]);
  expectWhole(await linesWritten());
  const all = Array.from({ length: count }, (_, index) => index);
  const read = await numbersRead(bytes);
  for (const name of names) expect(read.get(name)).toEqual(all);
});

test("through hundreds of files at once, only the oldest lines are gone", async () => {
  const count = 500;
  const bytes = 2000;
  const exits = names.map((name) => start(name, count, bytes).exit);
  const over = Promise.all(exits);
  // A reader in the midst of it never sees a torn line, nor a problem.
  while (areRunning()) {
    await numbersRead(bytes);
  }
  expect(await over).toEqual([done, done, done]);
  const files = await readdir(folder);
  expect(files).toHaveLength(2);
  const lines = await linesWritten();
  expectWhole(lines);
  const sizes = await Promise.all(files.map(async (name) => (await stat(join(folder, name))).size));
  // A line of each process may come on top.
  expect(Math.max(...sizes)).toBeLessThan(bytes + names.length * 500);
  // What is kept is at least what fits a file.
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(bytes - 500);
  const read = await numbersRead(bytes);
  for (const numbers of read.values()) {
    const first = Math.min(...numbers);
    const expected = Array.from({ length: count - first }, (_, index) => first + index);
    expect(numbers).toEqual(expected);
  }
});

test("processes that are killed while they write harm nobody: what they had written is there", async () => {
  const bytes = 10_000_000;
  const steady = start("steady", 300, bytes);
  for (let round = 0; round < 8; round += 1) {
    const { child, exit } = start(`killed${round}`, 1_000_000, bytes);
    await expect.poll(async () => (await numbersRead(bytes)).has(`killed${round}`)).toBe(true);
    child.kill("SIGKILL");
    await exit;
  }
  expect(await steady.exit).toEqual(done);
  expect(await appendRun(folder, run, bytes)).toBeUndefined();
  const read = await numbersRead(bytes);
  expect(read.get("steady")).toHaveLength(300);
  for (const numbers of read.values()) {
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index));
  }
  expect((await linesWritten()).at(-1)).toContain(formatRun(run));
});
