import fs, { mkdtemp, readdir, rm } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { appendRun, readHistory } from "../../../src/history/file.ts";
import { noCourse } from "../../../src/history/course-of-run.ts";
import { formatRun, type Run } from "../../../src/history/run.ts";

/** What other processes do while ours stands still: once, before it opens a file, or after. */
const meanwhile = {
  beforeOpen: undefined as (() => Promise<void>) | undefined,
  afterOpen: undefined as (() => Promise<void>) | undefined,
};

async function once(moment: keyof typeof meanwhile): Promise<void> {
  const others = meanwhile[moment];
  meanwhile[moment] = undefined;
  await others?.();
}

const { open } = fs;

function opening(by: typeof open): void {
  fs.open = by;
  syncBuiltinESMExports();
}
beforeAll(() =>
  opening(async (...args) => {
    await once("beforeOpen");
    const file = await open(...args);
    await once("afterOpen");
    return file;
  }),
);
afterAll(() => opening(open));

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aggwatch-history-"));
});
afterEach(() => rm(folder, { recursive: true }));

function run(index: number): Run {
  return {
    endedAt: index,
    tenant: "acme.api.identitynow.com",
    id: String(index).padStart(6, "0"),
    source: undefined,
    ending: "COMPLETED",
    verdict: undefined,
    collectingMs: undefined,
    processingMs: undefined,
    tookMs: undefined,
    totalAccounts: undefined,
    totalIdentities: undefined,
    totalAccountsMarkedForDeletion: undefined,
    ...noCourse,
  };
}

const linesAFile = 4;
const bytes = linesAFile * (formatRun(run(0)).length + 1);
const late = 999_999;

async function append(first: number, count: number): Promise<void> {
  for (let index = first; index < first + count; index += 1) {
    expect(await appendRun(folder, run(index), bytes)).toBeUndefined();
  }
}

async function idsRead(): Promise<readonly number[]> {
  const { runs } = await readHistory(folder, bytes);
  return runs.map(({ id }) => Number(id));
}

describe.for(["beforeOpen", "afterOpen"] as const)("a process that stands still %s", (moment) => {
  const counts = Array.from({ length: 5 * linesAFile }, (_, index) => index);

  test.for(counts)("while others append %i lines loses none", async (count) => {
    await append(0, 2);
    meanwhile[moment] = () => append(2, count);
    await append(late, 1);
    const ids = await idsRead();
    expect(ids).toContain(late);
    // Beside it, the newest are there without a gap, and at least a file of all.
    const others = ids.filter((id) => id !== late);
    expect(others).toEqual(
      counts.map((id) => id + 2 + count - others.length).slice(0, others.length),
    );
    expect(ids.length).toBeGreaterThanOrEqual(Math.min(3 + count, linesAFile));
    expect((await readdir(folder)).length).toBeLessThanOrEqual(2);
  });

  test.for(counts)(
    "while others append %i lines keeps its line until a file more is full",
    async (count) => {
      await append(0, 2);
      meanwhile[moment] = () => append(2, count);
      await append(late, 1);
      await append(2 + count, linesAFile);
      expect(await idsRead()).toContain(late);
      await append(2 + count + linesAFile, 2 * linesAFile);
      expect(await idsRead()).not.toContain(late);
    },
  );
});
