import { describe, expect, test } from "vitest";
import {
  RateLimitedError,
  SignInRefusedError,
  TransientError,
} from "../../../src/api/http/errors.ts";
import type { Clock } from "../../../src/time/clock.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { accounts, answer } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant, type Script } from "../../support/invented/tenant.ts";

const running = answer("ACCOUNTS_COLLECTED", accounts(100, 1000));
const completed = answer("COMPLETED", accounts(1000, 1000));

/** A watcher at work on `id-0`, `id-1`, … */
function watching(count: number, script: Script) {
  const clock = inventedClock();
  const tenant = inventedTenant(clock, script);
  const ids = Array.from({ length: count }, (_, index) => ({
    id: `id-${index}`,
    label: undefined,
  }));
  const watcher = createWatcher(
    ids,
    { intervalMs: 5000, stallAfterMs: undefined },
    { tenant, clock, random: () => 0 },
  );
  const leave = new AbortController();
  let isOver = false;
  void watcher.run(leave.signal).then(
    () => (isOver = true),
    () => undefined,
  );
  const timesOf = (id: string) => tenant.seen.filter((seen) => seen.id === id).map(({ at }) => at);
  return { clock, tenant, watcher, timesOf, leave, isOver: () => isOver };
}

describe("asking now", () => {
  test("does not wait for the schedule", async () => {
    const { clock, watcher, timesOf } = watching(1, { status: () => running });
    await clock.advance(3000);
    watcher.refresh("id-0");
    await clock.advance(0);
    expect(timesOf("id-0")).toEqual([0, 3000]);
  });

  test("ends the wait after a fault, and that of a 503", async () => {
    const { clock, watcher, timesOf } = watching(1, {
      status: () => {
        throw new TransientError("HTTP 503", { retryAfterMs: 600_000 });
      },
    });
    await clock.advance(3000);
    watcher.refresh("id-0");
    await clock.advance(0);
    expect(timesOf("id-0")).toEqual([0, 3000]);
  });

  test("does not break a wait that a 429 asked for", async () => {
    const { clock, watcher, timesOf } = watching(1, {
      status: () => {
        throw new RateLimitedError(60_000);
      },
    });
    await clock.advance(3000);
    watcher.refresh("id-0");
    await clock.advance(50_000);
    expect(timesOf("id-0")).toEqual([0]);
  });

  test("without end takes a turn every 200 ms at most, beyond the first ten", async () => {
    const { clock, watcher, timesOf } = watching(1, { status: () => running });
    await clock.advance(1000);
    for (let press = 0; press < 90; press += 1) {
      watcher.refresh("id-0");
      // A key every tenth of a second.
      await clock.advance(100);
    }
    const times = timesOf("id-0").filter((at) => at >= 3000);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(new Set(gaps)).toEqual(new Set([200]));
  });

  test("asks nothing of an id that has ended", async () => {
    const { clock, watcher, timesOf } = watching(2, {
      status: ({ id }) => (id === "id-0" ? completed : running),
    });
    await clock.advance(3000);
    watcher.refresh("id-0");
    await clock.advance(10_000);
    expect(timesOf("id-0")).toEqual([0]);
  });
});

describe("the id that the user looks at", () => {
  test("is asked every two seconds, the others as ever", async () => {
    const { clock, watcher, timesOf } = watching(2, { status: () => running });
    watcher.focus("id-1");
    await clock.advance(10_300);
    expect(timesOf("id-0")).toEqual([0, 5000, 10_000]);
    expect(timesOf("id-1")).toEqual([0, 2000, 4000, 6000, 8000, 10_200]);
  });

  test("is asked no more often than a longer interval than two seconds lets it", async () => {
    const { clock, watcher, timesOf } = watching(1, { status: () => running });
    await clock.advance(1000);
    watcher.focus("id-0");
    await clock.advance(1500);
    expect(timesOf("id-0")).toEqual([0, 2000]);
  });

  test("is asked as ever once the user looks elsewhere", async () => {
    const { clock, watcher, timesOf } = watching(1, { status: () => running });
    watcher.focus("id-0");
    await clock.advance(3000);
    watcher.focus(undefined);
    await clock.advance(6000);
    expect(timesOf("id-0")).toEqual([0, 2000, 7000]);
  });
});

test("an id of which all is processed is asked every two seconds until it says COMPLETED", async () => {
  const all = answer("ACCOUNTS_COLLECTED", accounts(1000, 1000));
  const { clock, timesOf } = watching(1, { status: () => all });
  await clock.advance(7000);
  expect(timesOf("id-0")).toEqual([0, 2000, 4000, 6000]);
});

describe("the task of what has been RETRIED for five minutes", () => {
  const success = { completed: 1, completionStatus: "SUCCESS" };
  const slowly = (clock: Clock) => clock.sleep(1000).then(() => success);

  test("is asked after a pause, and heard, however long that lasted", async () => {
    const { clock, tenant, watcher, isOver } = watching(1, {
      status: () => answer("RETRIED"),
      task: () => slowly(clock),
    });
    await clock.advance(1000);
    watcher.pause(true);
    await clock.advance(600_000);
    expect(tenant.tasksAsked).toEqual([]);
    watcher.pause(false);
    await clock.advance(1000);
    expect(tenant.tasksAsked).toHaveLength(1);
    expect(isOver()).toBe(true);
  });

  test("is asked, and heard, once a 429 lets it, however late", async () => {
    const { clock, tenant, isOver } = watching(1, {
      status: ({ at }) => {
        if (at > 290_000 && at < 300_000) throw new RateLimitedError(600_000);
        return answer("RETRIED");
      },
      task: () => slowly(clock),
    });
    await clock.advance(890_000);
    expect(tenant.tasksAsked).toEqual([]);
    await clock.advance(10_000);
    expect(tenant.tasksAsked).toHaveLength(1);
    expect(isOver()).toBe(true);
  });
});

describe("a pause", () => {
  test("lets no poll leave until it is over, and then one after the other", async () => {
    const { clock, watcher, timesOf } = watching(3, { status: () => running });
    await clock.advance(3000);
    watcher.pause(true);
    expect(watcher.snapshot().isPaused).toBe(true);
    await clock.advance(60_000);
    expect(timesOf("id-0")).toEqual([0]);
    watcher.pause(false);
    await clock.advance(400);
    expect(timesOf("id-0")).toEqual([0, 63_000]);
    expect(timesOf("id-1")).toEqual([0, 63_200]);
    expect(timesOf("id-2")).toEqual([0, 63_400]);
  });

  test("lets go what the user asks for", async () => {
    const { clock, watcher, timesOf } = watching(2, { status: () => running });
    await clock.advance(3000);
    watcher.pause(true);
    watcher.refresh("id-1");
    await clock.advance(60_000);
    expect(timesOf("id-0")).toEqual([0]);
    expect(timesOf("id-1")).toEqual([0, 3000]);
  });

  test("holds polls that wait for their turn", async () => {
    const { clock, watcher, tenant } = watching(60, { status: () => running });
    await clock.advance(500);
    watcher.pause(true);
    await clock.advance(60_000);
    expect(tenant.seen).toHaveLength(49);
  });
});

test("a wait that a 429 asked for is over when the user ends it", async () => {
  const { clock, watcher, timesOf } = watching(1, {
    status: (_, times) => {
      if (times === 1) throw new RateLimitedError(3_600_000);
      return running;
    },
  });
  await clock.advance(10_000);
  watcher.endWait();
  await clock.advance(0);
  expect(timesOf("id-0")).toEqual([0, 10_000]);
  expect(watcher.snapshot().watches[0]?.waits.last).toEqual([{ from: 0, until: 10_000 }]);
});

describe("an id that is added", () => {
  test("is asked at once and watched to its end", async () => {
    const { clock, watcher, timesOf, isOver } = watching(1, {
      status: ({ id }, times) => (id === "id-0" || times === 3 ? completed : running),
    });
    watcher.add([{ id: "more", label: "Workday HR" }]);
    await clock.advance(0);
    expect(watcher.snapshot().watches.map(({ id }) => id)).toEqual(["id-0", "more"]);
    await clock.advance(6000);
    expect(isOver()).toBe(false);
    await clock.advance(10_000);
    expect(timesOf("more")).toEqual([0, 5000, 10_000]);
    expect(isOver()).toBe(true);
  });

  test("and is watched already stays as it is", async () => {
    const { clock, watcher } = watching(1, { status: () => running });
    await clock.advance(1000);
    const before = watcher.snapshot().watches[0];
    watcher.add([{ id: "id-0", label: "another name" }]);
    expect(watcher.snapshot().watches).toEqual([before]);
  });

  test("where all have ended is asked by the next run", async () => {
    const { clock, watcher, timesOf, isOver } = watching(1, { status: () => completed });
    await clock.advance(1000);
    expect(isOver()).toBe(true);
    watcher.add([{ id: "more", label: undefined }]);
    const next = watcher.run(new AbortController().signal);
    await clock.advance(1000);
    await next;
    expect(timesOf("more")).toHaveLength(1);
    expect(timesOf("id-0")).toHaveLength(1);
  });

  test("where the client was refused is refused too", async () => {
    const { clock, watcher } = watching(1, {
      signIn: () => {
        throw new SignInRefusedError("no");
      },
    });
    await clock.advance(1000);
    watcher.add([{ id: "more", label: undefined }]);
    expect(watcher.snapshot().watches.map(({ ending }) => ending?.kind)).toEqual([
      "SIGN_IN_REFUSED",
      "SIGN_IN_REFUSED",
    ]);
  });
});

describe("an id that is dropped", () => {
  test("is asked no more and forgotten", async () => {
    const { clock, watcher, timesOf, isOver } = watching(2, { status: () => running });
    await clock.advance(1000);
    watcher.drop("id-0");
    await clock.advance(20_000);
    expect(watcher.snapshot().watches.map(({ id }) => id)).toEqual(["id-1"]);
    expect(timesOf("id-0")).toEqual([0]);
    expect(timesOf("id-1").length).toBeGreaterThan(4);
    expect(isOver()).toBe(false);
  });

  test("is given up in flight too, and its answer is nobody's", async () => {
    const world = watching(2, {
      status: async ({ id }) => {
        if (id === "id-0") await world.clock.sleep(10_000);
        return running;
      },
    });
    await world.clock.advance(1000);
    world.watcher.drop("id-0");
    await world.clock.advance(20_000);
    expect(world.watcher.snapshot().watches.map(({ id }) => id)).toEqual(["id-1"]);
    expect(world.isOver()).toBe(false);
  });

  test("comes back as it was, and is asked at once", async () => {
    const { clock, watcher, timesOf } = watching(2, { status: () => running });
    await clock.advance(7000);
    const before = watcher.watchOf("id-0")!;
    watcher.drop("id-0");
    await clock.advance(20_000);
    watcher.add([{ id: "id-0", label: undefined }]);
    const { status, counters, log, forecast, lastAnswer } = before;
    expect(watcher.watchOf("id-0")).toMatchObject({ status, counters, log, forecast, lastAnswer });
    await clock.advance(0);
    expect(timesOf("id-0").at(-1)).toBe(27_000);
    expect(watcher.snapshot().watches.map(({ id }) => id)).toEqual(["id-1", "id-0"]);
  });

  test("comes back although its request was lost in flight", async () => {
    const world = watching(2, {
      status: async ({ id }, times) => {
        if (id === "id-0" && times === 1) await world.clock.sleep(1_000_000);
        return running;
      },
    });
    await world.clock.advance(1000);
    world.watcher.drop("id-0");
    world.watcher.add([{ id: "id-0", label: undefined }]);
    await world.clock.advance(1000);
    expect(world.watcher.watchOf("id-0")).toMatchObject({ status: "ACCOUNTS_COLLECTED" });
  });

  test("comes back at its end, if that was known, and nobody asks again", async () => {
    const { clock, watcher, timesOf } = watching(2, {
      status: ({ id }) => (id === "id-0" ? answer("CANCELLED") : running),
    });
    await clock.advance(1000);
    watcher.drop("id-0");
    watcher.add([{ id: "id-0", label: undefined }]);
    await clock.advance(20_000);
    expect(watcher.watchOf("id-0")?.ending).toMatchObject({ kind: "CANCELLED" });
    expect(timesOf("id-0")).toEqual([0]);
  });

  test("is new if eleven have been dropped since", async () => {
    const { clock, watcher } = watching(12, { status: () => running });
    await clock.advance(7000);
    for (let index = 0; index < 11; index += 1) watcher.drop(`id-${index}`);
    watcher.add(["id-0", "id-1"].map((id) => ({ id, label: undefined })));
    expect(watcher.watchOf("id-0")?.status).toBeUndefined();
    expect(watcher.watchOf("id-1")?.status).toBe("ACCOUNTS_COLLECTED");
  });

  test("leaves the watch over where all others have ended", async () => {
    const { clock, watcher, isOver } = watching(2, {
      status: ({ id }) => (id === "id-0" ? running : completed),
    });
    await clock.advance(1000);
    watcher.drop("id-0");
    await clock.advance(0);
    expect(isOver()).toBe(true);
  });
});

test("after the program stood still, what was under way is asked again one after the other", async () => {
  const world = watching(2, {
    status: async (_, times) => {
      if (times === 2) await world.clock.sleep(1_000_000);
      return running;
    },
  });
  await world.clock.advance(6000);
  world.watcher.interrupt();
  await world.clock.advance(300);
  expect(world.tenant.seen.map(({ id, at }) => [id, at])).toEqual([
    ["id-0", 0],
    ["id-1", 0],
    ["id-0", 5000],
    ["id-1", 5200],
    ["id-0", 6000],
    ["id-1", 6200],
  ]);
  expect(world.watcher.snapshot().watches.every(({ fault }) => fault === undefined)).toBe(true);
});
