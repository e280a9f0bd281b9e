import type { ReadAt } from "../../../src/recording/header-lines.ts";
import { playedLinesOf } from "../../../src/recording/played-lines.ts";
import { linesOf } from "../../../src/recording/lines.ts";
import { recordWatch } from "../../../src/recording/recorder.ts";
import { createReplay, type Replay, takeStart } from "../../../src/recording/replay.ts";
import { momentOf } from "../../../src/watch/model/moment.ts";
import type { WatchedId } from "../../../src/watch/model/watch.ts";
import type { LiveWatcher } from "../../../src/watch/watcher.ts";
import { type InventedClock, inventedClock } from "./clock.ts";

const events = { program: "0.1.0", title: "acme", intervalMs: 5000, isStrict: false };

/** Records a watch that has not begun, of one tenant or of several. */
export function recording(
  watchers: LiveWatcher | readonly [LiveWatcher, ...LiveWatcher[]],
  clock: InventedClock,
  run = "run-1",
  isStateDue = () => false,
) {
  const parts = "began" in watchers ? ([watchers] as const) : watchers;
  const ids = parts.flatMap((part) => part.snapshot().watches);
  const lines: string[] = [];
  const now = () => momentOf(clock);
  const write = (line: string) => lines.push(line);
  const tape = recordWatch(parts, ids.map(watchedId), events, run, now, { write, isStateDue });
  const bytes = () => Buffer.from(lines.map((line) => `${line}\n`).join(""));
  return { lines, ...tape, bytes };
}

function watchedId({ id, label, tenant }: WatchedId): WatchedId {
  return { id, label, ...(tenant !== undefined && { tenant }) };
}

/** Bytes as a file gives them. */
export async function* inChunks(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** The same for readers that say where. */
export function readAtOf(bytes: Uint8Array, size = Infinity): ReadAt {
  return async (into, at) => {
    const some = bytes.subarray(at, at + Math.min(size, into.length));
    into.set(some);
    return some.length;
  };
}

/** The first watch of a run, ready to be played; undefined where there is none. */
export async function replaying(bytes: Uint8Array, speed = 16, run = "run-1") {
  const entries = playedLinesOf(linesOf(inChunks(bytes)), run);
  const start = await takeStart(entries);
  if (!start) return undefined;
  const base = inventedClock();
  const replay = createReplay(start, entries, base, speed);
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
    await clock.advance(100);
  }
  return over;
}

/** Lets time pass until a recording has been played. */
export function playedThrough(replay: Replay, base: InventedClock): Promise<void> {
  return passing(base, replay.run(new AbortController().signal));
}
