import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { appendRun, readHistory } from "../../../src/history/file.ts";
import { noCourse } from "../../../src/history/course-of-run.ts";
import { formatRun, type Run } from "../../../src/history/run.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aggwatch-history-"));
});
afterEach(() => rm(folder, { recursive: true }));

const lineBytes = formatRun(run(0)).length + 1;

/** All of them are equally long. */
function run(index: number): Run {
  return {
    endedAt: Date.parse("2026-11-23T14:07:31Z") + index,
    tenant: "acme.api.identitynow.com",
    id: String(index).padStart(6, "0"),
    source: "Workday HR",
    ending: "COMPLETED",
    verdict: undefined,
    collectingMs: 362_000,
    processingMs: undefined,
    tookMs: 921_000,
    totalAccounts: 5200,
    totalIdentities: 2640,
    totalAccountsMarkedForDeletion: undefined,
    ...noCourse,
  };
}

/** Appends the runs from `first` on, one after the other. */
async function append(first: number, count: number, generationBytes?: number): Promise<void> {
  for (let index = first; index < first + count; index += 1) {
    expect(await appendRun(folder, run(index), generationBytes)).toBeUndefined();
  }
}

async function idsRead(generationBytes?: number): Promise<readonly number[]> {
  const { runs, problem } = await readHistory(folder, generationBytes);
  expect(problem).toBeUndefined();
  return runs.map(({ id }) => Number(id));
}

const numbers = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => first + index);

describe("a history", () => {
  test("is one file of lines, the newest last", async () => {
    await append(0, 2);
    expect(await readdir(folder)).toEqual(["history.jsonl"]);
    expect(await readFile(join(folder, "history.jsonl"), "utf8")).toBe(
      `${formatRun(run(0))}\n${formatRun(run(1))}\n`,
    );
    expect(await readHistory(folder)).toEqual({ runs: [run(0), run(1)], problem: undefined });
  });

  test("has no runs where there is no file and no folder yet", async () => {
    expect(await readHistory(folder)).toEqual({ runs: [], problem: undefined });
    expect(await readHistory(join(folder, "none"))).toEqual({ runs: [], problem: undefined });
  });

  test.skipIf(process.platform === "win32")("is its user's alone: folders and files", async () => {
    const inner = join(folder, "state", "aggwatch");
    await appendRun(inner, run(0), lineBytes);
    await appendRun(inner, run(1), lineBytes);
    const modes = await Promise.all(
      ["..", ".", "history.jsonl", "history.2.jsonl"].map(async (name) => {
        const { mode } = await stat(join(inner, name));
        return (mode & 0o777).toString(8);
      }),
    );
    expect(modes).toEqual(["700", "700", "600", "600"]);
  });
});

describe("a full file", () => {
  const bytes = 10 * lineBytes;

  test("is followed by another one, and no line is lost", async () => {
    await append(0, 10, bytes);
    expect(await readdir(folder)).toEqual(["history.jsonl"]);
    await append(10, 10, bytes);
    expect((await readdir(folder)).toSorted()).toEqual(["history.2.jsonl", "history.jsonl"]);
    expect(await idsRead(bytes)).toEqual(numbers(0, 20));
  });

  test("is deleted once the one after it is full", async () => {
    await append(0, 21, bytes);
    expect((await readdir(folder)).toSorted()).toEqual(["history.2.jsonl", "history.3.jsonl"]);
    expect(await idsRead(bytes)).toEqual(numbers(10, 11));
  });

  test("never grows beyond its bound, and two are kept, however long it goes on", async () => {
    await append(0, 205, bytes);
    const names = await readdir(folder);
    expect(names).toHaveLength(2);
    const sizes = await Promise.all(
      names.map(async (name) => (await stat(join(folder, name))).size),
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(bytes);
    expect(await idsRead(bytes)).toEqual(numbers(190, 15));
  });

  test("may be smaller than one line: that line has a file of its own", async () => {
    await append(0, 3, 1);
    const files = await Promise.all(
      ["history.2.jsonl", "history.3.jsonl"].map((name) => readFile(join(folder, name), "utf8")),
    );
    expect(files).toEqual([1, 2].map((index) => `${formatRun(run(index))}\n`));
  });

  test("that a killed process left behind is deleted by the next", async () => {
    await writeFile(join(folder, "history.jsonl"), `${formatRun(run(0))}\n`);
    await writeFile(join(folder, "history.4.jsonl"), `${formatRun(run(4))}\n`);
    await append(5, 1);
    expect(await readdir(folder)).toEqual(["history.4.jsonl"]);
    expect(await idsRead()).toEqual([4, 5]);
  });
});

describe("what is not ours", () => {
  test("may be a line cut off in the middle of a character: the next run is read", async () => {
    await append(0, 1);
    const cut = Buffer.from(formatRun({ ...run(1), source: "人事" }));
    const until = cut.indexOf("事") + 1;
    await appendFile(join(folder, "history.jsonl"), cut.subarray(0, until));
    await append(2, 2);
    expect(await idsRead()).toEqual([0, 2, 3]);
  });

  test("may be any bytes, and files of other names, which stay", async () => {
    const bytes = Uint8Array.from({ length: 4096 }, (_, index) => (index * 37) % 256);
    await writeFile(join(folder, "history.jsonl"), bytes);
    await writeFile(join(folder, "history.txt"), "mine");
    await append(0, 2);
    expect(await idsRead()).toEqual([0, 1]);
    expect(await readFile(join(folder, "history.txt"), "utf8")).toBe("mine");
  });

  test("may be a file far beyond the bound: its end is read", async () => {
    const lines = numbers(0, 1000).map((index) => `${formatRun(run(index))}\n`);
    await writeFile(join(folder, "history.jsonl"), lines.join(""));
    expect(await idsRead(10 * lineBytes)).toEqual(numbers(980, 20));
  });
});

describe("what cannot be written or read is told in a line, and nothing is thrown", () => {
  test("a folder that is a file", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    expect(await appendRun(file, run(0))).toMatch(/^the run history was not written: EEXIST.*file/);
    const { runs, problem } = await readHistory(file);
    expect(runs).toEqual([]);
    expect(problem).toMatch(/^the run history was not read: ENOTDIR.*file/);
  });

  test("a file that is a folder", async () => {
    await mkdir(join(folder, "history.jsonl"));
    expect(await appendRun(folder, run(0))).toMatch(/^the run history was not written: EISDIR/);
    expect((await readHistory(folder)).problem).toMatch(/^the run history was not read: EISDIR/);
  });

  test("a file with the last of all numbers: it is not tried for ever", async () => {
    await writeFile(join(folder, "history.999999999.jsonl"), "full");
    expect(await appendRun(folder, run(0), 1)).toMatch(/change too fast$/);
  });

  test("a path that would write on the terminal", async () => {
    const problem = await appendRun("/dev/null/\u001b[2J\n", run(0));
    expect(problem).toMatch(/^the run history was not written: /);
    expect(problem).not.toMatch(/\p{Cc}/u);
  });

  test.skipIf(process.platform !== "linux")("a disk without room", async () => {
    await symlink("/dev/full", join(folder, "history.jsonl"));
    expect(await appendRun(folder, run(0))).toMatch(/^the run history was not written: ENOSPC/);
  });
});
