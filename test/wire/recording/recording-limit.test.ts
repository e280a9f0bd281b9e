import * as fs from "node:fs/promises";
import { mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Disk } from "../../../src/recording/cut.ts";
import { openBudget } from "../../../src/client/budget.ts";
import { lineJson, lineOf, type Said } from "../../../src/recording/codec/line.ts";
import { openRecording } from "../../../src/recording/open-recording.ts";
import { openRecordingFile, type RecordingFile } from "../../../src/recording/recording-file.ts";
import { createReplay, takeStart } from "../../../src/recording/replay.ts";
import { busyRecording } from "../../support/invented/busy-recording.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { playedThrough } from "../../support/invented/recording.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aggwatch-limit-"));
});
afterEach(() => rm(folder, { recursive: true }));

const limit = 20_000;
const began = Date.parse("2026-11-23T14:00:00Z");

function lineAt(elapsed: number, said: Said, run: string): string {
  const at = { elapsed, wall: began + elapsed };
  return JSON.stringify(lineJson({ run, client: 0, at }, lineOf(said)));
}

function headerAt(elapsed: number, run: string, isFirst: boolean): string {
  const board = { isPaused: false, focused: undefined, advised: [] };
  const header = {
    program: "0.1.0",
    title: "acme",
    intervalMs: 5000,
    isStrict: false,
    ids: [],
    clients: [
      { tenant: undefined, host: "acme.example", budget: openBudget(), signIn: undefined },
    ] as const,
    goesOn: isFirst ? undefined : { boards: [board], usuals: [] },
  };
  return lineAt(elapsed, { type: "recording", header }, run);
}

/** Writes numbered lines, and says all that is known where that is due, as a recorder does. */
function numbered(file: Pick<RecordingFile, "write" | "isStateDue">, run = "r1") {
  let next = 0;
  const say = (isFirst: boolean) => file.write(headerAt(next, run, isFirst));
  say(true);
  return () => {
    const version = `v${String(next).padStart(60, "0")}`;
    file.write(lineAt(next, { type: "input", input: { type: "deprecated", version } }, run));
    next += 1;
    if (file.isStateDue()) say(false);
    return next;
  };
}

interface Written {
  readonly type: string;
  readonly elapsedMs: number;
  readonly run: string;
}

async function linesIn(path: string): Promise<readonly Written[]> {
  const text = await readFile(path, "utf8");
  return text
    .split("\n")
    .filter((line) => line.endsWith("}"))
    .map((line): Written => JSON.parse(line));
}

function numbersOf(lines: readonly Written[], run = "r1"): readonly number[] {
  const own = lines.filter((line) => line.type === "deprecated" && line.run === run);
  return own.map(({ elapsedMs }) => elapsedMs);
}

/** How many of its lines are heard by whoever replays the last run. */
async function replayed(path: string): Promise<number> {
  const { entries, close } = await openRecording(path, undefined);
  const start = await takeStart(entries);
  const base = inventedClock();
  const replay = createReplay(start!, entries, base, 1000);
  const heard: string[] = [];
  replay.onEvent(({ event }) => heard.push(event.type));
  await playedThrough(replay, base);
  await close();
  return heard.length;
}

/** A disk of which each step is counted, and which stops for good before one of them. */
function mortalDisk(stopsBefore = Infinity) {
  const steps = { count: 0, inFlight: 0, names: [] as string[] };
  const died = Promise.withResolvers<void>();
  async function step<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    steps.count += 1;
    steps.names.push(name);
    if (steps.count >= stopsBefore) {
      died.resolve();
      await new Promise(() => undefined);
    }
    steps.inFlight += 1;
    try {
      return await work();
    } finally {
      steps.inFlight -= 1;
    }
  }
  const handles = new Set<string>(["read", "write", "stat", "close", "datasync"]);
  const disk = Object.fromEntries(
    (["open", "rename", "unlink", "stat", "realpath"] as const).map((name) => [
      name,
      (...args: readonly unknown[]) =>
        step(name, async () => {
          const result: unknown = await Reflect.apply(fs[name], fs, args);
          if (name !== "open") return result;
          const opened = result as fs.FileHandle;
          onTestFinished(() => opened.close().catch(() => undefined));
          return new Proxy(opened, {
            get(handle, key) {
              const value: unknown = Reflect.get(handle, key);
              if (typeof value !== "function") return value;
              return (...given: readonly unknown[]) => {
                const call = () => Promise.resolve(Reflect.apply(value, handle, given));
                return handles.has(String(key)) ? step(String(key), call) : call();
              };
            },
          });
        }),
    ]),
  ) as unknown as Disk;
  const isStill = async () => {
    for (let turns = 0; turns < 20; turns += 1) {
      await nextTurn();
      if (steps.inFlight > 0) turns = 0;
    }
  };
  return { disk, steps, died: died.promise, isStill };
}

/** A disk as Windows may have it: a file that is open is not replaced. */
function windowsDisk() {
  const { disk, isStill } = mortalDisk();
  /** By what is open, under which name. */
  const open = new Map<object, string>();
  const windows: Disk = {
    ...disk,
    async open(path, ...how) {
      const file = await disk.open(path, ...how);
      open.set(file, String(path));
      return new Proxy(file, {
        get(handle, key) {
          const value: unknown = Reflect.get(handle, key);
          if (key !== "close" || typeof value !== "function") return value;
          return () => {
            open.delete(handle);
            return Reflect.apply(value, handle, []) as Promise<void>;
          };
        },
      });
    },
    async rename(from, to) {
      const names = [...open.values()];
      if (names.includes(String(to))) throw Object.assign(new Error("no"), { code: "EPERM" });
      for (const [file, name] of open) if (name === from) open.set(file, String(to));
      await disk.rename(from, to);
    },
  };
  return { disk: windows, isStill };
}

describe("a recording with a limit", () => {
  test("never takes more, keeps the newest part, and is replayed from its beginning", async () => {
    const path = join(folder, "new.ndjson");
    const { disk, isStill } = mortalDisk();
    const file = await openRecordingFile(path, limit, disk);
    const next = numbered(file);
    let largest = 0;
    for (let line = 0; line < 600; line += 1) {
      next();
      await isStill();
      largest = Math.max(largest, (await stat(path)).size);
    }
    expect(await file.close()).toEqual({});
    expect(largest).toBeLessThanOrEqual(limit);
    expect(largest).toBeGreaterThan((limit * 7) / 8);
    const lines = await linesIn(path);
    const numbers = numbersOf(lines);
    const first = numbers[0]!;
    expect(first).toBeGreaterThan(300);
    expect(numbers).toEqual(Array.from({ length: 600 - first }, (_, index) => first + index));
    expect(lines[0]?.type).toBe("recording");
    expect(await replayed(path)).toBe(numbers.length);
    expect(await readdir(folder)).toEqual(["new.ndjson"]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test("of a real watch shows at its end what was seen last", async () => {
    const path = join(folder, "new.ndjson");
    const { disk, isStill } = mortalDisk();
    const most = 330_000;
    const file = await openRecordingFile(path, most, disk);
    let largest = 0;
    const seen = await busyRecording(2, 5_000_000, file, async () => {
      await isStill();
      largest = Math.max(largest, (await stat(path)).size);
    });
    expect(await file.close()).toEqual({});
    expect(largest).toBeLessThanOrEqual(most);
    const { entries, close } = await openRecording(path, undefined);
    const start = (await takeStart(entries))!;
    expect(start.header.goesOn).toBeDefined();
    const base = inventedClock();
    const replay = createReplay(start, entries, base, 1000);
    await playedThrough(replay, base);
    await close();
    const { playback: _, ...shown } = replay.snapshot();
    expect(shown).toEqual(seen);
    expect(replay.end()).toEqual({ by: "quit", exitCode: 8 });
  });

  test("is whole, and has all that was written, at whatever step it is killed", async () => {
    const through = mortalDisk();
    const few = 5000;
    const file = await openRecordingFile(join(folder, "all.ndjson"), few, through.disk);
    const next = numbered(file);
    for (let line = 0; line < 43; line += 1) {
      next();
      await through.isStill();
    }
    // Before, while and after its oldest part goes.
    const last = through.steps.count;
    expect(through.steps.names.slice(-60)).toContain("rename");
    for (let stopsBefore = last - 60; stopsBefore <= last; stopsBefore += 1) {
      const path = join(folder, `${stopsBefore}.ndjson`);
      const { disk, isStill, steps } = mortalDisk(stopsBefore);
      const one = await openRecordingFile(path, few, disk);
      const more = numbered(one);
      let written = 0;
      for (let line = 0; line < 43 && steps.count < stopsBefore; line += 1) {
        more();
        await isStill();
        if (steps.count < stopsBefore) written = line + 1;
      }
      const numbers = numbersOf(await linesIn(path));
      expect(numbers.at(-1)).toBeGreaterThanOrEqual(written - 1);
      expect(numbers.map((number) => number - numbers[0]!)).toEqual([...numbers.keys()]);
      expect(await replayed(path)).toBe(numbers.length);
    }
  });

  test("that cannot be cut goes on beyond it, and says so", async () => {
    const path = join(folder, "new.ndjson");
    const { disk, isStill } = mortalDisk();
    const refused = Object.assign(new Error("no"), { code: "EACCES" });
    const rename = () => Promise.reject(refused);
    const file = await openRecordingFile(path, limit, { ...disk, rename });
    const next = numbered(file);
    for (let line = 0; line < 200; line += 1) {
      next();
      await isStill();
    }
    expect(await file.close()).toEqual({ notCut: "EACCES" });
    expect(numbersOf(await linesIn(path))).toHaveLength(200);
    expect(await readdir(folder)).toEqual(["new.ndjson"]);
  });

  test("is cut on Windows as well, which may replace no file that is open", async () => {
    const path = join(folder, "new.ndjson");
    const { disk, isStill } = windowsDisk();
    const file = await openRecordingFile(path, limit, disk, "win32");
    const next = numbered(file);
    for (let line = 0; line < 600; line += 1) {
      next();
      await isStill();
    }
    expect(await file.close()).toEqual({});
    expect((await stat(path)).size).toBeLessThanOrEqual(limit);
    const numbers = numbersOf(await linesIn(path));
    expect(numbers.at(-1)).toBe(599);
    expect(numbers).toEqual(numbers.map((_, index) => 600 - numbers.length + index));
    expect(await readdir(folder)).toEqual(["new.ndjson"]);
  });

  test("that another program has open on Windows goes on beyond it, and says so", async () => {
    const path = join(folder, "new.ndjson");
    const { disk, isStill } = windowsDisk();
    const file = await openRecordingFile(path, limit, disk, "win32");
    const other = await disk.open(path, "r");
    const next = numbered(file);
    for (let line = 0; line < 200; line += 1) {
      next();
      await isStill();
    }
    expect(await file.close()).toEqual({ notCut: "EPERM" });
    await other.close();
    expect(numbersOf(await linesIn(path))).toHaveLength(200);
    expect(await readdir(folder)).toEqual(["new.ndjson"]);
  });

  test("is cut behind a link, and what a killed process left beside it goes", async () => {
    const path = join(folder, "new.ndjson");
    await symlink(path, join(folder, "link.ndjson"));
    await writeFile(`${path}.part`, "left behind");
    await utimes(`${path}.part`, 1, 1);
    const { disk, isStill } = mortalDisk();
    const file = await openRecordingFile(join(folder, "link.ndjson"), limit, disk);
    const next = numbered(file);
    for (let line = 0; line < 200; line += 1) {
      next();
      await isStill();
    }
    await file.close();
    expect((await fs.lstat(join(folder, "link.ndjson"))).isSymbolicLink()).toBe(true);
    expect((await stat(path)).size).toBeLessThanOrEqual(limit);
    expect((await readdir(folder)).toSorted()).toEqual(["link.ndjson", "new.ndjson"]);
  });

  test("of 0 is none: it grows, and says nothing twice", async () => {
    const path = join(folder, "new.ndjson");
    const { disk, isStill } = mortalDisk();
    const file = await openRecordingFile(path, 0, disk);
    const next = numbered(file);
    for (let line = 0; line < 300; line += 1) next();
    await isStill();
    await file.close();
    const lines = await linesIn(path);
    expect(lines.filter(({ type }) => type === "recording")).toHaveLength(1);
    expect(numbersOf(lines)).toHaveLength(300);
  });
});

describe("several runs in a file with a limit", () => {
  test("go in their order, the oldest first", async () => {
    const path = join(folder, "new.ndjson");
    for (const run of ["r1", "r2", "r3"]) {
      const { disk, isStill } = mortalDisk();
      const file = await openRecordingFile(path, limit, disk);
      const next = numbered(file, run);
      for (let line = 0; line < 60; line += 1) {
        next();
        await isStill();
      }
      await file.close();
    }
    const lines = await linesIn(path);
    expect((await stat(path)).size).toBeLessThanOrEqual(limit);
    expect(numbersOf(lines, "r3")).toHaveLength(60);
    const { runs, close } = await openRecording(path, undefined);
    await close();
    expect(runs).toBeGreaterThan(1);
    expect(await replayed(path)).toBe(60);
  });

  test("that write at the same time all go on, whichever of them cuts it", async () => {
    const path = join(folder, "new.ndjson");
    const { disk, isStill } = mortalDisk();
    const one = await openRecordingFile(path, limit, disk);
    const other = await openRecordingFile(path, limit, disk);
    const nexts = [numbered(one, "r1"), numbered(other, "r2")];
    await isStill();
    for (let line = 0; line < 300; line += 1) {
      for (const next of nexts) {
        next();
        await isStill();
      }
    }
    await one.close();
    await other.close();
    expect((await stat(path)).size).toBeLessThanOrEqual(limit);
    const lines = await linesIn(path);
    for (const run of ["r1", "r2"]) {
      const numbers = numbersOf(lines, run);
      expect(numbers.at(-1)).toBe(299);
      expect(numbers.length).toBeGreaterThan(20);
    }
    const { runs, close } = await openRecording(path, undefined);
    await close();
    expect(runs).toBe(2);
    expect(await replayed(path)).toBeGreaterThan(10);
  });
});
