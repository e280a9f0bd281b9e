import type { TimedEvent } from "../../../src/watch/model/timed-event.ts";
import { describe, expect, test } from "vitest";
import {
  NotFoundError,
  RateLimitedError,
  RefusedError,
  TransientError,
} from "../../../src/api/http/errors.ts";
import { startPlainOutput } from "../../../src/output/plain.ts";
import type { Snapshot } from "../../../src/watch/model/snapshot.ts";
import { watchSeveralTenants } from "../../../src/watch/several-tenants.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { accounts, answer, identities } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { passing, playedThrough, recording, replaying } from "../../support/invented/recording.ts";
import { inventedTenant, type Script } from "../../support/invented/tenant.ts";

/** Everything that can happen to ids, one way or another. */
const eventful: Script = {
  signIn: (times) => {
    if (times === 1) throw new TransientError("ENOTFOUND");
    return { accessToken: `token-${times}`, expiresInMs: 600_000 };
  },
  status: ({ id, at }, times) => {
    const date = Date.parse("2026-11-23T14:00:00Z") + Math.floor(at / 1000) * 1000;
    const dated = { start: date - at, answeredAt: date };
    if (id === "missing") throw new NotFoundError("", { requestId: "r-404", isFromService: true });
    if (id === "refused") throw new RefusedError(403, "not yours", { requestId: "r-403" });
    if (id === "faulty" && times % 4 === 2)
      throw new TransientError("HTTP 502", { requestId: "r-502", retryAfterMs: 3000 });
    if (times === 9 && id === "steady") throw new RateLimitedError(12_000, { requestId: "r-429" });
    if (times < 3) return answer("STARTED", {}, dated);
    // Nothing moves for some minutes in the middle, and the total grows.
    const done = Math.min(times, 12) + Math.max(0, times - 70);
    if (done >= 40) return answer("COMPLETED", accounts(2000, 2000), dated);
    const counters = { ...accounts(done * 50, times < 20 ? 1800 : 2000), ...identities(done, 40) };
    return answer("ACCOUNTS_COLLECTED", counters, dated);
  },
  task: (id, times) => {
    if (id === "missing") throw new NotFoundError("");
    if (times === 1) return { completionStatus: null };
    const messages = [{ type: "WARN", localizedText: { message: "3 accounts were ignored." } }];
    return { completionStatus: "WARNING", completed: 2, launched: 1, messages };
  },
};

const ids = ["steady", "faulty", "missing", "refused"].map((id) => ({
  id,
  label: id === "steady" ? "Workday HR" : undefined,
}));

/** What readers saw, in its order. */
interface Seen {
  readonly snapshots: Snapshot[];
  readonly events: TimedEvent[];
  readonly lines: string[];
}

/** A whole watch, with a user who presses keys, and its recording. */
async function recorded(stayedMs = 0) {
  const clock = inventedClock();
  await clock.advance(1234);
  const tenant = inventedTenant(clock, eventful);
  const settings = { intervalMs: 5000, stallAfterMs: undefined };
  const watcher = createWatcher(ids, settings, { tenant, clock, random: () => 0.37 });
  const tape = recording(watcher, clock);
  const seen: Seen = { snapshots: [], events: [], lines: [] };
  watcher.onInput(() => seen.snapshots.push(watcher.snapshot()));
  watcher.onEvent((event) => seen.events.push(event));
  const usuals = new Map();
  const close = startPlainOutput(watcher, clock, usuals, (line) => seen.lines.push(line));
  const over = watcher.run(new AbortController().signal);
  await clock.advance(20_000);
  watcher.focus("faulty");
  watcher.refresh("steady");
  watcher.add([
    { id: "added", label: "Okta" },
    { id: "dropped", label: undefined },
  ]);
  await clock.advance(10_001);
  watcher.interrupt();
  watcher.drop("dropped");
  watcher.pause(true);
  await clock.advance(7000);
  watcher.pause(false);
  await clock.advance(18_000);
  watcher.endWait();
  await passing(clock, over);
  await close();
  await clock.advance(stayedMs);
  tape.left({ by: "ends", exitCode: 4 });
  return { ...seen, tape };
}

describe("a recording that is played", () => {
  test("shows at every moment what was seen at that moment, and tells the same", async () => {
    const { snapshots, events, tape } = await recorded();
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
    const { lines, tape } = await recorded();
    const { base, replay } = (await replaying(tape.bytes(), speed))!;
    const again: string[] = [];
    const write = (line: string) => again.push(line);
    const close = startPlainOutput(replay, replay.clock, replay.usuals, write);
    await playedThrough(replay, base);
    await close();
    expect(again.join("\n")).toBe(lines.join("\n"));
  });

  test("passes over the time in which nothing ran any more", async () => {
    const { tape } = await recorded(3_600_000);
    const { base, replay } = (await replaying(tape.bytes(), 20))!;
    await playedThrough(replay, base);
    expect(base.elapsed()).toBeLessThan(60_000);
    expect(replay.end()).toEqual({ by: "ends", exitCode: 4 });
  });

  test("takes as long as it took, divided by the speed", async () => {
    const { tape } = await recorded();
    const { base, replay } = (await replaying(tape.bytes(), 20))!;
    const began = replay.clock.elapsed();
    await playedThrough(replay, base);
    const tookMs = replay.clock.elapsed() - began;
    expect(base.elapsed()).toBeGreaterThanOrEqual(tookMs / 20);
    expect(base.elapsed()).toBeLessThan(tookMs / 20 + 200);
  });
});

test("several tenants are replayed as they were seen, each with its own budget", async () => {
  const clock = inventedClock();
  const settings = { intervalMs: 5000, stallAfterMs: undefined };
  const watcherOf = (tenantName: string, names: readonly string[]) =>
    createWatcher(
      names.map((id) => ({ id, label: undefined, tenant: tenantName })),
      settings,
      { tenant: inventedTenant(clock, eventful), tenantName, clock, random: () => 0.37 },
    );
  const parts = [watcherOf("acme", ["steady", "refused"]), watcherOf("beta", ["faulty"])] as const;
  const joined = watchSeveralTenants(
    parts,
    ["steady", "refused", "faulty"].map((id) => ({ id, label: undefined })),
  );
  const tape = recording(parts, clock);
  const seen: Seen = { snapshots: [], events: [], lines: [] };
  for (const part of parts) part.onInput(() => seen.snapshots.push(joined.snapshot()));
  joined.onEvent((event) => seen.events.push(event));
  const over = joined.run(new AbortController().signal);
  await clock.advance(3000);
  joined.name("faulty", "SAP ECC");
  joined.looked({ everyMs: 10_000, problem: "HTTP 502" });
  joined.looked({ everyMs: 10_000, problem: undefined });
  await passing(clock, over);
  tape.left({ by: "ends", exitCode: 4 });

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
