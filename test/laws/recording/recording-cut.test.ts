import { describe, expect, test } from "vitest";
import { headerLines } from "../../../src/recording/header-lines.ts";
import { linesOf } from "../../../src/recording/lines.ts";
import { findRuns } from "../../../src/recording/runs.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { accounts, answer } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import {
  inChunks,
  passing,
  playedThrough,
  readAtOf,
  recording,
  replaying,
} from "../../support/invented/recording.ts";
import { inventedTenant } from "../../support/invented/tenant.ts";

/** A short watch of one id that ends, recorded. */
async function recordedRun(run = "run-1", label = "Zürich") {
  const clock = inventedClock();
  const tenant = inventedTenant(clock, {
    status: (_, times) => answer(times < 2 ? "STARTED" : "CANCELLED", accounts(times, 2)),
  });
  const settings = { intervalMs: 5000, stallAfterMs: undefined };
  const deps = { tenant, clock, random: () => 0 };
  const watcher = createWatcher([{ id: "a", label }], settings, deps);
  const tape = recording(watcher, clock, run);
  await passing(clock, watcher.run(new AbortController().signal));
  tape.left({ by: "ends", exitCode: 1 });
  return tape.lines;
}

function bytesOf(lines: readonly string[]): Buffer {
  return Buffer.from(lines.map((line) => `${line}\n`).join(""));
}

/** What is seen once it has been played. */
async function played(bytes: Uint8Array, run?: string) {
  const opened = await replaying(bytes, 1000, run);
  if (!opened) return undefined;
  const { replay, base } = opened;
  await playedThrough(replay, base);
  const { watches } = replay.snapshot();
  return { end: replay.end(), statuses: watches.map(({ status }) => status), watches };
}

test("a recording that is cut off, at whatever byte, plays up to there", async () => {
  const lines = await recordedRun();
  const bytes = bytesOf(lines);
  const ends: number[] = [];
  for (const line of lines) ends.push((ends.at(-1) ?? 0) + Buffer.byteLength(line) + 1);
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    // Without its line end a line is whole all the same.
    const whole = ends.filter((end) => end - 1 <= cut).length;
    const outcome = await played(bytes.subarray(0, cut));
    const wanted = await played(bytesOf(lines.slice(0, whole)));
    expect(outcome).toEqual(wanted);
    const isCutOff = outcome && outcome.end === "cutOff";
    expect(isCutOff).toBe(whole === 0 ? undefined : whole < lines.length);
  }
});

test("a line that is damaged is left out, and counted", async () => {
  const lines = await recordedRun();
  const damaged = lines.map((line, index) => (index === 2 ? line.slice(0, 40) : line));
  const opened = (await replaying(bytesOf(damaged), 1000))!;
  await playedThrough(opened.replay, opened.base);
  expect(opened.replay.end()).toEqual({ by: "ends", exitCode: 1 });
  expect(opened.entries.unreadable()).toBe(1);
});

describe("several runs in one file", () => {
  test("are told apart, even where they wrote at the same time", async () => {
    const one = await recordedRun("run-1", "Okta");
    const other = await recordedRun("run-2", "Jira");
    const bytes = bytesOf(one.flatMap((line, index) => [line, other[index] ?? ""]));
    const labels = ["Okta", "Jira"];
    for (const { run, at } of await findRuns(readAtOf(bytes))) {
      const label = labels.shift();
      const outcome = await played(bytes.subarray(at), run);
      expect(outcome?.end).toEqual({ by: "ends", exitCode: 1 });
      expect(outcome?.watches).toMatchObject([{ label, status: "CANCELLED" }]);
    }
  });

  test("are found in their order, and the watches of one run are one", async () => {
    const first = await recordedRun("run-1");
    const second = await recordedRun("run-2");
    const all = [...first, ...second, ...second, first.at(-1)?.slice(0, 50) ?? "", ...first];
    const bytes = bytesOf(all);
    const runs = await findRuns(readAtOf(bytes, 77));
    expect(runs.map(({ run }) => run)).toEqual(["run-1", "run-2"]);
    expect(runs.map(({ at }) => bytes.subarray(at, at + 7).toString())).toEqual([
      '{"v":1,',
      '{"v":1,',
    ]);
  });

  test("play one watch after the other where one run has several", async () => {
    const lines = await recordedRun();
    const opened = (await replaying(bytesOf([...lines, ...lines]), 1000))!;
    await playedThrough(opened.replay, opened.base);
    const next = await opened.entries.take();
    expect(next?.said.type).toBe("recording");
  });
});

describe("the headers in a file", () => {
  const header = (title: string) =>
    `{"v":1,"ts":"2026-11-23T14:00:00.000Z","id":null,"type":"recording","title":"${title}"}`;
  const other = '{"v":1,"ts":"2026-11-23T14:00:00.000Z","id":"a","type":"poll"}';

  test.for([1, 7, 100, 1000, 10_000])("are found in reads of %i bytes", async (size) => {
    const long = "x".repeat(3000);
    const lines = [
      header("1"),
      other,
      header(long),
      header("3"),
      "",
      other.repeat(40),
      header("4"),
    ];
    const deep = `{"text":"${long}","type":"recording"}`;
    const bytes = bytesOf([...lines, deep, other]);
    const end = Buffer.from(header("end"));
    const found: { text: string; at: number }[] = [];
    for await (const line of headerLines(readAtOf(Buffer.concat([bytes, end]), size))) {
      found.push(line);
    }
    const wanted = [header("1"), header(long), header("3"), header("4"), header("end")];
    expect(found.map(({ text }) => text)).toEqual(wanted);
    const whole = Buffer.concat([bytes, end]);
    for (const { text, at } of found) {
      expect(whole.toString("utf8", at, at + Buffer.byteLength(text))).toBe(text);
    }
  });

  test("are found in a file larger than what is read of it at once", async () => {
    const filler = Buffer.from(`${other}\n`.repeat(40_000));
    const long = Buffer.from(`${header("y".repeat(3 * 1024 * 1024))}\n`);
    const last = Buffer.from(`${header("2")}\n`);
    const bytes = Buffer.concat([filler, long, filler, last, filler]);
    const found: number[] = [];
    for await (const { at } of headerLines(readAtOf(bytes))) found.push(at);
    expect(found).toEqual([filler.length, 2 * filler.length + long.length]);
  });
});

describe("the lines of a file", () => {
  test.for([1, 2, 3, 5, 1000])("are the same in chunks of %i bytes", async (size) => {
    const bytes = Buffer.from("één\n\nzwei…\nohne Ende");
    const lines: unknown[] = [];
    for await (const line of linesOf(inChunks(bytes, size), 10)) lines.push(line);
    expect(lines).toEqual([
      { text: "één", at: 10 },
      { text: "", at: 16 },
      { text: "zwei…", at: 17 },
      { text: "ohne Ende", at: 25 },
    ]);
  });

  test("are cut where one is longer than any line may be", async () => {
    const megabyte = Buffer.alloc(1024 * 1024, "x");
    async function* chunks() {
      for (let count = 0; count < 40; count += 1) yield megabyte;
      yield Buffer.from("\nnext\n");
    }
    const lines: { length: number; at: number }[] = [];
    for await (const { text, at } of linesOf(chunks())) lines.push({ length: text.length, at });
    expect(lines).toEqual([
      { length: 32 * 1024 * 1024, at: 0 },
      { length: 4, at: 40 * 1024 * 1024 + 1 },
    ]);
  });
});
