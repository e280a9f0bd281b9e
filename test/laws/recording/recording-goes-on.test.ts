import fc from "fast-check";
import { expect, test } from "vitest";
import { lineJson, lineOf, readLine } from "../../../src/recording/codec/line.ts";
import { findRuns } from "../../../src/recording/runs.ts";
import type { Replay } from "../../../src/recording/replay.ts";
import type { Snapshot } from "../../../src/watch/model/snapshot.ts";
import type { TimedEvent } from "../../../src/watch/model/timed-event.ts";
import { jsonLine } from "../../../src/text/ci-commands.ts";
import { safeText } from "../../../src/text/safe-text.ts";
import type { LogEntry } from "../../../src/watch/model/log.ts";
import { newWatch, type Watch } from "../../../src/watch/model/watch.ts";
import { timed, watches } from "../../support/random-events.ts";
import { eventfulRecording, severalTenantsRecording } from "../../support/invented/eventful.ts";
import { playedThrough, readAtOf, replaying } from "../../support/invented/recording.ts";

interface Shown {
  readonly snapshots: Snapshot[];
  readonly events: TimedEvent[];
}

function bytesOf(lines: readonly string[]): Buffer {
  return Buffer.from(lines.map((line) => `${line}\n`).join(""));
}

/** What is seen of a replay from its beginning on. */
async function shown(lines: readonly string[]): Promise<Shown> {
  const { base, replay } = (await replaying(bytesOf(lines), 1000))!;
  const seen: Shown = { snapshots: [withoutPlayback(replay)], events: [] };
  replay.subscribe(() => seen.snapshots.push(withoutPlayback(replay)));
  replay.onEvent((event) => seen.events.push(event));
  await playedThrough(replay, base);
  return seen;
}

function withoutPlayback(replay: Replay): Snapshot {
  const { playback: _, ...snapshot } = replay.snapshot();
  return snapshot;
}

function partsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const starts = lines.flatMap((line, at) => (line.includes('"type":"recording"') ? [at] : []));
  return starts.map((at) => lines.slice(at));
}

/** True at every n-th input. */
function every(n: number): () => boolean {
  const inputs = { count: 0 };
  return () => {
    inputs.count += 1;
    return inputs.count % n === 0;
  };
}

test.for([
  ["one tenant", eventfulRecording],
  ["several tenants", severalTenantsRecording],
] as const)(
  "wherever a recording of %s goes on, it shows from there what the whole shows",
  async ([, recorded]) => {
    const { tape, snapshots, events } = await recorded(0, every(101));
    const parts = partsOf(tape.lines);
    expect(parts.length).toBeGreaterThan(3);
    const whole = await shown(parts[0]!);
    expect(whole.snapshots.slice(1)).toHaveLength(snapshots.length);
    expect(whole.events).toEqual(events);
    for (const part of parts) {
      const seen = await shown(part);
      expect(seen.events).toEqual(events.slice(events.length - seen.events.length));
      const all = [whole.snapshots[0], ...snapshots].slice(-seen.snapshots.length);
      expect(everyTenth(seen.snapshots)).toEqual(everyTenth(all));
    }
  },
);

/** And the first ones: comparing all of them takes long. */
function everyTenth<Item>(items: readonly Item[]): readonly Item[] {
  return items.filter((_, index) => index < 10 || index % 10 === 0);
}

test("a part that goes on is one run with one watch, as the whole is", async () => {
  const { tape } = await eventfulRecording(0, every(100));
  for (const part of partsOf(tape.lines)) {
    const runs = await findRuns(readAtOf(bytesOf(part)));
    expect(runs).toMatchObject([{ run: "run-1", at: 0, watches: 1 }]);
  }
});

test("what was usual is known where a recording goes on", async () => {
  const due = { isDue: false };
  const isStateDue = () => due.isDue && !(due.isDue = false);
  const { tape } = await eventfulRecording(0, isStateDue, (recording) => {
    const took = { medianMs: 60_000, p90Ms: 90_000, runs: 3 };
    recording.usual("steady", { took, collecting: undefined });
    due.isDue = true;
  });
  const part = partsOf(tape.lines).at(-1)!;
  const { replay } = (await replaying(bytesOf(part)))!;
  expect(replay.usuals.get("steady")).toEqual({
    took: { medianMs: 60_000, p90Ms: 90_000, runs: 3 },
    collecting: undefined,
  });
});

/** What an id lists of what happened to it. */
const logEntry = fc.tuple(timed, fc.nat({ max: 9 })).chain(([{ at, event }, more]) => {
  const isListed = (one: typeof event): one is LogEntry["event"] =>
    !["look", "share", "server", "deprecated", "added", "dropped", "poll"].includes(one.type);
  return fc.constant(isListed(event) ? { at, event, times: 1 + more } : undefined);
});

test("property: what is known of an id is read as it was written", () => {
  fc.assert(
    fc.property(watches, fc.array(logEntry), (all, entries) => {
      for (const one of all) {
        const log = entries.filter((entry) => entry !== undefined);
        const watch = withSafeTexts({ ...one, log }) as Watch;
        const said = { type: "known", id: watch.id, watch } as const;
        const from = { run: "r", client: 0, at: { wall: 0, elapsed: 0 } };
        const line = jsonLine(lineJson(from, lineOf(said)));
        expect(readLine(line)).toEqual({ ...from, asked: [], said });
      }
    }),
  );
});

/** As they are once they have passed the door. */
function withSafeTexts(value: unknown): unknown {
  if (typeof value === "string") return safeText(value) || "x";
  if (Array.isArray(value)) return value.map(withSafeTexts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, withSafeTexts(inner)]),
  );
}

/** What is known of an id, with these fields in place of its own. */
function knownWith(made: object) {
  const watch = { ...newWatch({ id: "a", label: undefined }, 0), ...made };
  const line = { v: 1, ts: 0, id: "a", type: "known", watch, run: "r", elapsedMs: 1 };
  return readLine(JSON.stringify(line));
}

test.for([
  ["more buckets than an hour has", [-360, 1], [-1e15, 1]],
  ["part of a bucket", [-2, 1], [-2.5, 1]],
  ["a bucket without its number", [-2, 1], [1, -2]],
] as const)("%s, made up in a file, is not played", ([, good, bad]) => {
  const throughputOf = (buckets: readonly number[]) => ({
    throughput: { accounts: { from: 0, began: 0, until: 10_000, buckets } },
  });
  expect(knownWith(throughputOf(good))).toMatchObject({ said: { type: "known" } });
  expect(knownWith(throughputOf(bad))).toBe("foreign");
});

test("an ending of no kind, made up in a file, is not played", () => {
  const endingOf = (kind: string) => ({ ending: { kind, at: 0, text: "no" } });
  expect(knownWith(endingOf("SIGN_IN_REFUSED"))).toMatchObject({ said: { type: "known" } });
  expect(knownWith(endingOf("WEATHER"))).toBe("foreign");
});
