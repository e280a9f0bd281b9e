import type { TimedEvent } from "../../../src/watch/model/timed-event.ts";
import { expect, test } from "vitest";
import { TransientError } from "../../../src/api/http/errors.ts";
import { createIdleRule } from "../../../src/commands/lookup/idle.ts";
import { afterLook, follow } from "../../../src/commands/lookup/follow.ts";
import type { WatchedId } from "../../../src/watch/model/watch.ts";
import { until } from "../../../src/watch/until.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { accounts, answer } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant } from "../../support/invented/tenant.ts";

/** A follower whose n-th look, from 1, finds what `found` says; with `idleMs` until so long nothing ran. */
function following(
  found: (look: number) => readonly string[],
  intervalMs = 5000,
  idleMs?: number,
  first: readonly string[] = ["given"],
) {
  const clock = inventedClock();
  const tenant = inventedTenant(clock, {
    status: ({ id }) =>
      id.startsWith("done") ? answer("COMPLETED", accounts(1, 1)) : answer("STARTED"),
  });
  const watcher = createWatcher(
    first.map((id) => ({ id, label: undefined })),
    { intervalMs, stallAfterMs: undefined },
    { tenant, clock, random: () => 0 },
  );
  const leave = new AbortController();
  // As a session does.
  const keepRunning = async () => {
    for (;;) {
      await watcher.run(leave.signal);
      await until(watcher, watcher.hasUnended, leave.signal);
    }
  };
  void keepRunning().catch(() => undefined);
  const looks: number[] = [];
  const look = async (): Promise<readonly WatchedId[]> => {
    looks.push(clock.elapsed());
    return found(looks.length).map((id) => ({ id, label: `source of ${id}` }));
  };
  const newest = async () => new Set(watcher.snapshot().watches.map(({ id }) => id));
  const idle = idleMs === undefined ? undefined : createIdleRule(idleMs, newest, clock);
  const over = follow(look, watcher, intervalMs, clock, leave.signal, idle).then(
    () => clock.elapsed(),
    (error: unknown) => error,
  );
  const ids = () => watcher.snapshot().watches.map(({ id }) => id);
  return { clock, watcher, looks, leave, over, ids };
}

test("what starts is watched, called by its source", async () => {
  const { clock, watcher, ids } = following((look) => (look === 1 ? [] : ["new"]));
  await clock.advance(10_000);
  expect(ids()).toEqual(["given"]);
  await clock.advance(10_000);
  expect(ids()).toEqual(["given", "new"]);
  expect(watcher.snapshot().watches[1]).toMatchObject({ label: "source of new" });
});

test("a look comes every ten seconds, or at a longer interval", async () => {
  const quick = following(() => []);
  await quick.clock.advance(30_000);
  expect(quick.looks).toEqual([10_000, 20_000, 30_000]);
  const slow = following(() => [], 60_000);
  await slow.clock.advance(120_000);
  expect(slow.looks).toEqual([60_000, 120_000]);
});

test("what the user drops does not come back", async () => {
  const { clock, watcher, ids } = following(() => ["given", "new"]);
  await clock.advance(10_000);
  watcher.drop("new");
  watcher.drop("given");
  await clock.advance(30_000);
  expect(ids()).toEqual([]);
});

test("what was seen is remembered, and of more than a thousand only what runs or is watched", () => {
  const hundred = new Set(Array.from({ length: 100 }, (_, index) => `old-${index}`));
  expect(afterLook(hundred, new Set(["new"]), new Set())).toEqual(new Set([...hundred, "new"]));
  const thousand = new Set(Array.from({ length: 1000 }, (_, index) => `old-${index}`));
  expect(afterLook(thousand, new Set(["new", "old-1"]), new Set(["old-2"]))).toEqual(
    new Set(["new", "old-1", "old-2"]),
  );
});

test("a look that the tenant fails is told once, and made again at the next time", async () => {
  const { clock, watcher, ids } = following((look) => {
    if (look === 1) throw new TransientError("HTTP 502");
    return ["new"];
  });
  const events: TimedEvent["event"][] = [];
  watcher.onEvent(({ event }) => {
    if (event.type === "look") events.push(event);
  });
  await clock.advance(1000);
  const everyMs = 10_000;
  expect(watcher.snapshot().look).toEqual({ everyMs, problem: undefined });
  await clock.advance(19_000);
  expect(ids()).toEqual(["given", "new"]);
  expect(events).toEqual([
    { type: "look", everyMs, problem: "HTTP 502" },
    { type: "look", everyMs, problem: undefined },
  ]);
});

test("a bug of ours is no failure of the tenant", async () => {
  const { clock, over } = following(() => {
    throw new RangeError("ours");
  });
  await clock.advance(10_000);
  expect(await over).toEqual(new RangeError("ours"));
});

test("only the last two hundred that have ended are kept", async () => {
  const { clock, watcher } = following((look) =>
    Array.from({ length: 40 }, (_, index) => `done-${look}-${index}`),
  );
  await clock.advance(120_000);
  const ended = watcher.snapshot().watches.filter(({ ending }) => ending);
  expect(ended.length).toBeLessThanOrEqual(250);
  expect(ended.length).toBeGreaterThanOrEqual(200);
});

test("it ends when it is left", async () => {
  const { clock, leave, over, looks } = following(() => []);
  await clock.advance(10_000);
  leave.abort(new Error("left"));
  expect(await over).toEqual(new Error("left"));
  await clock.advance(60_000);
  expect(looks).toHaveLength(1);
});

test("until idle it ends once nothing has run for that time, and what was watched is over", async () => {
  const { clock, over, ids } = following((look) => (look === 1 ? ["done-b"] : []), 5000, 30_000, [
    "done-a",
  ]);
  await clock.advance(60_000);
  expect(await over).toBe(50_000);
  expect(ids()).toEqual(["done-a", "done-b"]);
});

test("until idle it does not end while an id that is watched has not ended", async () => {
  const { clock, over, leave } = following(() => [], 5000, 0);
  await clock.advance(600_000);
  leave.abort(new Error("left"));
  expect(await over).toEqual(new Error("left"));
});

test("until idle it ends at once where nothing runs and no time is wanted", async () => {
  const { clock, over, looks } = following(() => [], 5000, 0, []);
  await clock.advance(0);
  expect(await over).toBe(0);
  expect(looks).toEqual([]);
});

test("until idle a look that fails says nothing of what runs", async () => {
  const { clock, over } = following(
    (look) => {
      if (look === 1) throw new TransientError("HTTP 502");
      return [];
    },
    5000,
    15_000,
    [],
  );
  await clock.advance(60_000);
  expect(await over).toBe(35_000);
});
