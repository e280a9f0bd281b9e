import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { withRecorder } from "../../../src/commands/session/record.ts";
import { openRecording } from "../../../src/recording/open-recording.ts";
import { openRecordingFile } from "../../../src/recording/recording-file.ts";
import { openBudget } from "../../../src/client/budget.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { answer } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { passing } from "../../support/invented/recording.ts";
import { inventedLifetime } from "../../support/invented/lifetime.ts";
import { inventedHost } from "../../support/invented/host.ts";
import { inventedTenant } from "../../support/invented/tenant.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aggwatch-recording-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** How a recording begins. */
const header = JSON.stringify({
  v: 1,
  ts: "2026-11-23T14:00:00.000Z",
  id: null,
  type: "recording",
  run: "r1",
  elapsedMs: 0,
  program: "0.1.0",
  title: "acme",
  ids: [],
  intervalMs: 5000,
  isStrict: false,
  clients: [{ host: "acme.api.identitynow.com", budget: openBudget() }],
});

async function write(path: string, lines: readonly string[]): Promise<string | undefined> {
  const file = await openRecordingFile(path, 0);
  for (const line of lines) file.write(line);
  return (await file.close()).notWritten;
}

describe("a file to record to", () => {
  test("has the lines in their order, and is for this user alone", async () => {
    const path = join(folder, "new.ndjson");
    const lines = Array.from({ length: 2000 }, (_, index) => `{"line":${index}}`);
    expect(await write(path, [header, ...lines])).toBeUndefined();
    expect(await readFile(path, "utf8")).toBe([header, ...lines, ""].join("\n"));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test("that holds a recording gets another one behind it", async () => {
    const path = join(folder, "twice.ndjson");
    await write(path, [header]);
    await write(path, [header]);
    expect(await readFile(path, "utf8")).toBe(`${header}\n${header}\n`);
  });

  test("of which the last line was cut off gets a line end first", async () => {
    const path = join(folder, "cut.ndjson");
    await writeFile(path, `${header}\n{"v":1,"ts"`);
    await write(path, [header]);
    expect(await readFile(path, "utf8")).toBe(`${header}\n{"v":1,"ts"\n${header}\n`);
  });

  test("that is empty is taken", async () => {
    const path = join(folder, "empty.ndjson");
    await writeFile(path, "");
    await write(path, [header]);
    expect(await readFile(path, "utf8")).toBe(`${header}\n`);
  });

  test.for([
    ["notes.txt", "my notes\n", "is not a recording; choose another name"],
    ["../nowhere/at/all.ndjson", undefined, "cannot be written (ENOENT)"],
    [".", undefined, "cannot be written (EISDIR)"],
  ] as const)("%s is left as it is: %s", async ([name, text, problem]) => {
    const path = join(folder, name);
    if (text !== undefined) await writeFile(path, text);
    const error = await openRecordingFile(path, 0).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "UsageError" });
    expect(String(error)).toContain(problem);
    const after = await readFile(path, "utf8").catch(() => undefined);
    expect(after).toBe(text);
  });

  test.skipIf(process.platform !== "linux")("on a disk that is full says so", async () => {
    expect(await write("/dev/full", [header, header])).toBe("ENOSPC");
  });
});

test.skipIf(process.platform !== "linux")("what could not be recorded is said once", async () => {
  const errors: string[] = [];
  const stderr = { write: (text: string) => errors.push(text) } as unknown as NodeJS.WriteStream;
  const clock = inventedClock();
  const tenant = inventedTenant(clock, { status: () => answer("CANCELLED") });
  const settings = { intervalMs: 5000, stallAfterMs: undefined };
  const deps = { tenant, clock, random: () => 0 };
  const ids = [{ id: "a", label: undefined }];
  const watcher = createWatcher(ids, settings, deps);
  const outcome = await withRecorder(
    { record: "/dev/full", recordLimit: 1_000_000 },
    { ...inventedHost, ...deps, lifetime: inventedLifetime(), version: "0", stderr },
    async (recorder) => {
      const events = { title: "acme", intervalMs: 5000, isStrict: false };
      const recording = recorder?.begin([watcher], ids, clock, events);
      await passing(clock, watcher.run(new AbortController().signal));
      recording?.left({ by: "ends", exitCode: 1 });
      return watcher.snapshot().watches.map(({ ending }) => ending?.kind);
    },
  );
  expect(outcome).toEqual(["CANCELLED"]);
  expect(errors).toEqual([
    "aggwatch: the recording could not be written to its end (ENOSPC); what it holds can be replayed\n",
  ]);
});

describe("a file to replay", () => {
  test.for([
    ["missing", undefined, "no file"],
    ["empty", "", "is empty: nothing was recorded"],
    ["no recording", "hello\n", "is not a recording; to make one: aggwatch ID --record FILE"],
    ["cut off in its first line", header.slice(0, 200), "was cut off before there was anything"],
    ["of a later version", header.replace('"v":1', '"v":2'), "was recorded by a later aggwatch"],
  ] as const)("that is %s says what to do", async ([, text, problem]) => {
    const path = join(folder, "any.ndjson");
    if (text !== undefined) await writeFile(path, text);
    const error = await openRecording(path, undefined).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "UsageError" });
    expect(String(error)).toContain(problem);
  });

  test("that is a folder says so", async () => {
    await expect(openRecording(folder, undefined)).rejects.toThrow("is not a file");
  });

  test("gives the run that is wanted, else the last", async () => {
    const path = join(folder, "runs.ndjson");
    await write(path, [header, header.replace('"r1"', '"r2"'), header.replace('"r1"', '"r3"')]);
    const numbers: unknown[] = [];
    for (const wanted of [1, 2, undefined]) {
      const { entries, number, runs, close } = await openRecording(path, wanted);
      numbers.push([(await entries.take())?.run, number, runs]);
      await close();
    }
    expect(numbers).toEqual([
      ["r1", 1, 3],
      ["r2", 2, 3],
      ["r3", 3, 3],
    ]);
    await expect(openRecording(path, 4)).rejects.toThrow("holds 3 runs; --run takes 1 to 3");
  });
});
