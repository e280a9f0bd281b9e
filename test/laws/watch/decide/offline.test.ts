import type { TimedEvent } from "../../../../src/watch/model/timed-event.ts";
import type { Happening } from "../../../../src/watch/decide/happening.ts";
import { describe, expect, test } from "vitest";
import { taskbarState } from "../../../../src/attention/taskbar.ts";
import { titleText } from "../../../../src/attention/title.ts";
import { type ApiError, TransientError } from "../../../../src/api/http/errors.ts";
import { eventObject } from "../../../../src/output/ndjson/event-object.ts";
import { stateOf } from "../../../../src/output/ndjson/outcome.ts";
import { stateText } from "../../../../src/wording/state-text.ts";
import { conditionOf, rankOf } from "../../../../src/watch/model/condition.ts";
import { decide } from "../../../../src/watch/decide/decide.ts";
import type { Snapshot } from "../../../../src/watch/model/snapshot.ts";
import { newWatch, type Watch } from "../../../../src/watch/model/watch.ts";
import { createWatcher } from "../../../../src/watch/watcher.ts";
import { accounts, answer } from "../../../support/invented/answers.ts";
import { inventedClock } from "../../../support/invented/clock.ts";
import { playedThrough, recording, replaying } from "../../../support/invented/recording.ts";
import { inventedTenant, type Script } from "../../../support/invented/tenant.ts";
import { seen } from "../../../support/invented/watches.ts";

const second = 1000;
const http500 = new TransientError("HTTP 500");
const running = answer("ACCOUNTS_COLLECTED", accounts(864, 1393));

type Timed = readonly [atMs: number, happening: Happening];

function after(...happenings: readonly Timed[]): Watch {
  return happenings.reduce(
    (watch, [at, happening]) => decide(watch, happening, { elapsed: at, wall: at }).watch,
    newWatch({ id: "a", label: "Okta" }, 0),
  );
}

function says(at: number): Timed {
  return [at, { type: "answered", answer: running, intervalMs: 5000, stallAfterMs: undefined }];
}

function fails(at: number, error: ApiError = http500): Timed {
  return [at, { type: "failed", error, jitter: 1 }];
}

const asked = (at: number): Timed => [at, { type: "asked" }];
const unanswered = (at: number): Timed => [at, { type: "unanswered" }];
const waited = (at: number, waitMs: number): Timed => [
  at,
  { type: "waited", event: { type: "wait", waitMs } },
];

describe("one failed request keeps the state", () => {
  const hiccup = after(says(0), fails(5 * second));

  test("with the reason, and is no problem in any form", () => {
    expect(conditionOf(hiccup)).toBe("processing");
    expect(stateText(hiccup, undefined, 6 * second, 5000)).toMatch(
      /^PROCESSING, retrying \(HTTP 500\), 864\/1,393 accounts/,
    );
    expect(stateOf(hiccup)).toBe("PROCESSING");
    expect(rankOf(hiccup)).toBe(rankOf(after(says(0))));
    expect(taskbarState(seen([hiccup]), 6 * second).kind).toBe("normal");
    expect(titleText(seen([hiccup, hiccup]), "acme", 0)).toContain("2 running");
  });

  test("however long ago the answer before it was: an id may be asked every hour", () => {
    const hour = 3600 * second;
    expect(conditionOf(after(says(0), asked(hour), fails(hour + 100)))).toBe("processing");
  });

  test("an id that never answered is still connecting", () => {
    const first = after(asked(0), fails(100));
    expect(conditionOf(first)).toBe("connecting");
    expect(stateText(first, undefined, 200, 5000)).toBe("CONNECTING, retrying (HTTP 500)");
  });

  test("an answer between two failures makes each of them the first", () => {
    const twice = after(says(0), fails(5 * second), says(6 * second), fails(11 * second));
    expect(conditionOf(twice)).toBe("processing");
  });
});

describe("offline is", () => {
  test("the second failure in a row, whatever was answered before", () => {
    expect(conditionOf(after(says(0), fails(5 * second), fails(6 * second)))).toBe("offline");
    const never = after(fails(0), fails(second));
    expect(conditionOf(never)).toBe("offline");
    expect(stateText(never, undefined, 2 * second, 5000)).toBe("OFFLINE, HTTP 500, attempt 2");
    expect(taskbarState(seen([never]), 2 * second).kind).toBe("error");
  });

  test("a request that has waited 30 s for its answer in vain", () => {
    const slow = after(says(0), asked(5 * second), fails(35 * second));
    expect(conditionOf(slow)).toBe("offline");
    expect(conditionOf(after(says(0), asked(5 * second), fails(34 * second)))).toBe("processing");
  });

  test("30 s without an answer after the request that failed left, where the next one has to wait", () => {
    const late = [says(0), asked(5 * second), fails(6 * second)] as const;
    expect(conditionOf(after(...late, unanswered(34_999)))).toBe("processing");
    expect(conditionOf(after(...late, unanswered(35_000)))).toBe("offline");
  });

  test("not the time in which a 429 lets nothing leave, nor that in which the program stood still", () => {
    const late = [says(0), asked(5 * second), fails(6 * second)] as const;
    const limited = [...late, waited(10 * second, 60 * second)] as const;
    expect(conditionOf(after(...limited, unanswered(94_999)))).toBe("processing");
    expect(conditionOf(after(...limited, unanswered(95_000)))).toBe("offline");
    const slept = [...late, [3600 * second, { type: "interrupted" }]] as const;
    expect(conditionOf(after(...slept, unanswered(3601 * second)))).toBe("processing");
  });

  test("over with the first answer", () => {
    expect(conditionOf(after(fails(0), fails(second), says(2 * second)))).toBe("processing");
  });
});

/** A watcher at work: how its id was seen, second by second, and what it told. */
async function watched(script: Script, seconds: number) {
  const clock = inventedClock();
  const tenant = inventedTenant(clock, script);
  const watcher = createWatcher(
    [{ id: "a", label: undefined }],
    { intervalMs: 5000, stallAfterMs: undefined },
    { tenant, clock, random: () => 0.5 },
  );
  const tape = recording(watcher, clock);
  const events: TimedEvent[] = [];
  watcher.onEvent((event) => events.push(event));
  const snapshots: Snapshot[] = [];
  watcher.onInput(() => snapshots.push(watcher.snapshot()));
  const leave = new AbortController();
  const outcome = watcher.run(leave.signal).catch((error: unknown) => error);
  const states: string[] = [];
  for (let passed = 0; passed < seconds; passed += 1) {
    await clock.advance(second);
    states.push(...watcher.snapshot().watches.map(conditionOf));
  }
  leave.abort(new Error("left"));
  await outcome;
  return { tape, events, snapshots, states, clock };
}

describe("a watcher", () => {
  const busy: Script = {
    status: (_, times) => {
      if (times === 2) throw new TransientError("HTTP 503", { retryAfterMs: 120 * second });
      return running;
    },
  };

  test("goes offline half a minute after a failure whose next try has to wait longer", async () => {
    const { states } = await watched(busy, 140);
    const [from, until] = [states.indexOf("offline"), states.lastIndexOf("offline")];
    expect([from, until]).toEqual([34, 123]);
    expect(new Set([...states.slice(0, from), ...states.slice(until + 1)])).toEqual(
      new Set(["processing"]),
    );
  });

  test("leaves nothing asleep once it is left", async () => {
    const { clock } = await watched(busy, 20);
    expect(clock.sleepers()).toBe(0);
  });

  test("a replay shows the same, state by state", async () => {
    const { tape, snapshots } = await watched(busy, 140);
    tape.left({ by: "quit", exitCode: 8 });
    const again = await replaying(tape.bytes());
    const replayed: Snapshot[] = [];
    again?.replay.subscribe(() => {
      const snapshot = again.replay.snapshot();
      if (replayed.at(-1)?.watches !== snapshot.watches) replayed.push(snapshot);
    });
    if (again) await playedThrough(again.replay, again.base);
    const states = (all: readonly Snapshot[]) => {
      const each = all.flatMap(({ watches }) => watches.map(conditionOf));
      return each.filter((state, index) => state !== each[index - 1]);
    };
    expect(states(replayed)).toEqual(states(snapshots));
    expect(states(replayed)).toContain("offline");
  });

  test("each failure says in NDJSON whether the id counts as offline", async () => {
    const { events } = await watched(
      {
        status: (_, times) => {
          if (times > 1) throw http500;
          return running;
        },
      },
      8,
    );
    const faults = events.map(eventObject).filter(({ type }) => type === "fault");
    expect(faults.slice(0, 2).map((fault) => fault["isOffline"])).toEqual([false, true]);
  });
});
