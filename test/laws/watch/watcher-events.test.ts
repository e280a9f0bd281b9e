import type { TimedEvent } from "../../../src/watch/model/timed-event.ts";
import { describe, expect, test } from "vitest";
import { RateLimitedError, TransientError } from "../../../src/api/http/errors.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { accounts, answer } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant, type Script } from "../../support/invented/tenant.ts";

/** A watch of ids, each asked every 30 s, with what its readers are told. */
function watching(ids: readonly string[], script: Script) {
  const clock = inventedClock(0);
  const watcher = createWatcher(
    ids.map((id) => ({ id, label: undefined })),
    { intervalMs: 30_000, stallAfterMs: undefined },
    { tenant: inventedTenant(clock, script), clock, random: () => 0 },
  );
  const events: TimedEvent[] = [];
  /** Which ids a reader finds in the snapshot when it is told of each event. */
  const found: (readonly string[])[] = [];
  watcher.onEvent((event) => {
    events.push(event);
    found.push(watcher.snapshot().watches.map(({ id }) => id));
  });
  void watcher.run(new AbortController().signal);
  return { clock, watcher, events, found };
}

test("every event has its id as it is after it, and a 429 none", async () => {
  const { clock, events } = watching(["a"], {
    status: (_, times) => {
      if (times === 1) throw new RateLimitedError(1000);
      return answer(times === 2 ? "STARTED" : "CANCELLED");
    },
  });
  await clock.advance(60_000);
  expect(
    events.map(({ watch, event }) => [event.type, watch?.status, watch?.ending?.kind]),
  ).toEqual([
    ["wait", undefined, undefined],
    ["poll", "STARTED", undefined],
    ["status", "STARTED", undefined],
    ["poll", "CANCELLED", "CANCELLED"],
    ["ended", "CANCELLED", "CANCELLED"],
  ]);
});

describe("an answer", () => {
  test("is told as it came, with the time it took, before what it changes", async () => {
    const said = answer("ACCOUNTS_COLLECTED", accounts(3, 10), { start: 5, answeredAt: 1000 });
    const status = async () => {
      await clock.sleep(1200);
      return said;
    };
    const { clock, events } = watching(["a"], { status });
    await clock.advance(2000);
    expect(events.map(({ at, watch, event }) => [at, watch?.id, event.type])).toEqual([
      [1200, "a", "poll"],
      [1200, "a", "status"],
    ]);
    expect(events[0]?.event).toEqual({ type: "poll", answer: said, tookMs: 1200 });
  });

  test("is told though nothing is new in it", async () => {
    const { clock, events } = watching(["a"], { status: () => answer("STARTED") });
    await clock.advance(70_000);
    expect(events.map(({ event }) => event.type)).toEqual(["poll", "status", "poll", "poll"]);
  });

  test("that did not come is none, and is told as the fault that it is", async () => {
    const status = () => {
      throw new TransientError("HTTP 502");
    };
    const { clock, events } = watching(["a"], { status });
    await clock.advance(300);
    expect(events.map(({ event }) => event.type)).toEqual(["fault"]);
  });
});

describe("an id", () => {
  const script: Script = { status: () => answer("STARTED") };

  test("that joins is told once it is watched, before anything is told of it", async () => {
    const { clock, watcher, events, found } = watching(["a"], script);
    await clock.advance(1000);
    events.length = 0;
    found.length = 0;
    watcher.add([
      { id: "b", label: undefined },
      { id: "a", label: "again" },
    ]);
    await clock.advance(1000);
    expect(events.map(({ at, watch, event }) => [at, watch?.id, event.type])).toEqual([
      [1000, "b", "added"],
      [1000, "b", "poll"],
      [1000, "b", "status"],
    ]);
    expect(found[0]).toEqual(["a", "b"]);
  });

  test("that is dropped is told with what was known of it, and nothing is told of it later", async () => {
    const { clock, watcher, events, found } = watching(["a", "b"], script);
    await clock.advance(1000);
    events.length = 0;
    found.length = 0;
    const [, b] = watcher.snapshot().watches;
    watcher.drop("b");
    watcher.drop("b");
    await clock.advance(60_000);
    expect(events.filter(({ watch }) => watch?.id === "b")).toEqual([
      { at: 1000, watch: b, event: { type: "dropped" } },
    ]);
    expect(found[0]).toEqual(["a"]);
    expect(watcher.snapshot().watches.map(({ id }) => id)).toEqual(["a"]);
  });
});

describe("the snapshot", () => {
  test("has how looking for more ids goes once somebody looks", () => {
    const { watcher, events } = watching(["a"], {});
    expect(Object.keys(watcher.snapshot())).not.toContain("look");
    const look = { everyMs: 60_000, problem: "HTTP 500" };
    watcher.looked(look);
    expect(watcher.snapshot().look).toEqual(look);
    expect(events.map(({ event }) => event)).toEqual([{ type: "look", ...look }]);
  });

  test("plans the interval for the ids that have not ended", async () => {
    const ids = Array.from({ length: 200 }, (_, index) => `${index}`);
    const { clock, watcher } = watching(ids, {
      status: ({ id }) => answer(Number(id) < 170 ? "CANCELLED" : "STARTED"),
    });
    expect(watcher.snapshot().clients[0].intervalMs).toBe(40_000);
    await clock.advance(60_000);
    expect(watcher.snapshot().clients[0].intervalMs).toBe(30_000);
  });
});
