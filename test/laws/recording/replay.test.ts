import { describe, expect, test } from "vitest";
import { startPlainOutput } from "../../../src/output/plain.ts";
import {
  eventfulRecording,
  type Seen,
  severalTenantsRecording,
} from "../../support/invented/eventful.ts";
import { playedThrough, replaying } from "../../support/invented/recording.ts";

describe("a recording that is played", () => {
  test("shows at every moment what was seen at that moment, and tells the same", async () => {
    const { snapshots, events, tape } = await eventfulRecording();
    const { base, replay } = (await replaying(tape.bytes()))!;
    const again: Pick<Seen, "snapshots" | "events"> = { snapshots: [], events: [] };
    replay.subscribe(() => {
      const { playback: _, ...snapshot } = replay.snapshot();
      again.snapshots.push(snapshot);
    });
    replay.onEvent((event) => again.events.push(event));
    await playedThrough(replay, base);
    expect(again.snapshots).toHaveLength(snapshots.length);
    expect(again).toEqual({ snapshots, events });
    const told = new Set(events.map(({ event }) => event.type));
    for (const type of ["fault", "recovered", "wait", "stalled", "resumed", "total", "verdict"]) {
      expect([...told]).toContain(type);
    }
  });

  test.for([1, 7, 20, 1000])("writes the same lines at ×%i, byte by byte", async (speed) => {
    const { lines, tape } = await eventfulRecording();
    const { base, replay } = (await replaying(tape.bytes(), speed))!;
    const again: string[] = [];
    const write = (line: string) => again.push(line);
    const close = startPlainOutput(replay, replay.clock, replay.usuals, write);
    await playedThrough(replay, base);
    await close();
    expect(again.join("\n")).toBe(lines.join("\n"));
  });

  test("passes over the time in which nothing ran any more", async () => {
    const { tape } = await eventfulRecording(3_600_000);
    const { base, replay } = (await replaying(tape.bytes(), 20))!;
    await playedThrough(replay, base);
    expect(base.elapsed()).toBeLessThan(60_000);
    expect(replay.end()).toEqual({ by: "ends", exitCode: 4 });
  });

  test("takes as long as it took, divided by the speed", async () => {
    const { tape } = await eventfulRecording();
    const { base, replay } = (await replaying(tape.bytes(), 20))!;
    const began = replay.clock.elapsed();
    await playedThrough(replay, base);
    const tookMs = replay.clock.elapsed() - began;
    expect(base.elapsed()).toBeGreaterThanOrEqual(tookMs / 20);
    expect(base.elapsed()).toBeLessThan(tookMs / 20 + 200);
  });
});

test("several tenants are replayed as they were seen, each with its own budget", async () => {
  const { tape, ...seen } = await severalTenantsRecording();
  const { base, replay } = (await replaying(tape.bytes()))!;
  const again: Pick<Seen, "snapshots" | "events"> = { snapshots: [], events: [] };
  replay.subscribe(() => {
    const { playback: _, ...snapshot } = replay.snapshot();
    again.snapshots.push(snapshot);
  });
  replay.onEvent((event) => again.events.push(event));
  await playedThrough(replay, base);
  expect(again.events).toEqual(seen.events);
  expect(again.snapshots).toEqual(seen.snapshots);
  expect(replay.snapshot().clients).toMatchObject([{ tenant: "acme" }, { tenant: "beta" }]);
  for (const type of ["named", "look", "wait"]) {
    expect(seen.events.map(({ event }) => event.type)).toContain(type);
  }
});
