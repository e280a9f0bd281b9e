import { entriesOf } from "../../src/recording/entries.ts";
import { linesOf } from "../../src/recording/lines.ts";
import { recordWatch } from "../../src/recording/recorder.ts";
import { createReplay, type Replay } from "../../src/recording/replay.ts";
import { momentOf } from "../../src/watch/moment.ts";
import type { LiveWatcher } from "../../src/watch/watcher.ts";
import { type InventedClock, inventedClock } from "./invented-clock.ts";

const facts = { program: "0.1.0", title: "acme", intervalMs: 5000, isStrict: false };

/** Records a watcher that has not begun. */
export function recording(watcher: LiveWatcher, clock: InventedClock, run = "run-1") {
  const lines: string[] = [];
  const now = () => momentOf(clock);
  const tape = recordWatch(watcher, facts, run, now, (line) => lines.push(line));
  return {
    lines,
    ...tape,
    bytes: () => Buffer.from(lines.map((line) => `${line}\n`).join("")),
  };
}

/** Bytes as a file gives them. */
export async function* inChunks(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** The first watch of a run, ready to be played; undefined where there is none. */
export async function replaying(bytes: Uint8Array, speed = 16, run = "run-1") {
  const entries = entriesOf(linesOf(inChunks(bytes)), run);
  const first = await entries.take();
  if (first?.said.type !== "recording") return undefined;
  const base = inventedClock();
  const replay = createReplay(first.said.header, first.at, entries, base, speed);
  return { base, entries, replay };
}

/** Lets time pass until something has come to its end. */
export async function passing<Result>(
  clock: InventedClock,
  work: Promise<Result>,
): Promise<Result> {
  const progress = { isOver: false };
  const over = work.finally(() => (progress.isOver = true));
  while (!progress.isOver) {
    // oxlint-disable-next-line no-await-in-loop
    await clock.advance(100);
  }
  return over;
}

/** Lets time pass until a recording has been played. */
export function playedThrough(replay: Replay, base: InventedClock): Promise<void> {
  return passing(base, replay.run(new AbortController().signal));
}
