import { describe, expect, test } from "vitest";
import { TransientError } from "../../../src/api/http/errors.ts";
import type { Effect } from "../../../src/ui/view/action.ts";
import { createScreenStore } from "../../../src/ui/view/store.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { accounts, answer } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant, type Script } from "../../support/invented/tenant.ts";

const running = answer("ACCOUNTS_COLLECTED", accounts(100, 1000));

/** A screen's store over a watcher at work. */
function watched(count: number, script: Script, { hasKeyboard = true, hasClock = true } = {}) {
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
  void watcher.run(leave.signal).catch(() => undefined);
  const effects: Effect[] = [];
  const size = { columns: 80, rows: 24 };
  const perform = (effect: Effect) => void effects.push(effect);
  const tickMs = 1000;
  const deps = { watcher, clock, userClock: clock, size, hasKeyboard, perform, tickMs };
  const store = createScreenStore(deps);
  let redraws = 0;
  // As a screen that shows the time does.
  store.subscribe(() => {
    redraws += 1;
    if (hasClock) store.keepTime();
  });
  if (hasClock) store.keepTime();
  return { clock, watcher, store, effects, tenant, redraws: () => redraws };
}

describe("the store", () => {
  test("follows the watcher, all that happens in a moment at once", async () => {
    const { clock, store, redraws } = watched(4, { status: () => running });
    await clock.advance(1000);
    expect(store.get().snapshot.watches.every(({ status }) => status !== undefined)).toBe(true);
    expect(redraws()).toBeLessThanOrEqual(6);
  });

  test("shows a first answer at once", async () => {
    const { clock, store, watcher } = watched(100, { status: () => running });
    const answered = () => watcher.snapshot().watches.filter(({ status }) => status !== undefined);
    while (answered().length === 0) await clock.advance(1);
    await clock.advance(0);
    expect(store.get().snapshot.watches).toEqual(watcher.snapshot().watches);
  });

  test("shows another state at once, and a count with the next tick", async () => {
    const { clock, store, redraws } = watched(1, {
      status: (_, times) =>
        times < 4
          ? answer("ACCOUNTS_COLLECTED", accounts(times * 100, 1000))
          : answer("ACCOUNTS_COLLECTED", accounts(1000, 1000)),
    });
    const processed = () => store.get().snapshot.watches[0]?.counters.processedAccounts;
    await clock.advance(1000);
    const before = redraws();
    expect(processed()).toBe(100);
    // Five more answers: a frame a second, and one for the id whose counters have closed.
    await clock.advance(10_000);
    expect(redraws() - before).toBeGreaterThanOrEqual(10);
    expect(redraws() - before).toBeLessThanOrEqual(11);
    expect(processed()).toBe(1000);
  });

  test("follows many ids no more than twice a second", async () => {
    const { clock, redraws } = watched(100, { status: () => running });
    // After the first answers the window is used up.
    await clock.advance(10_000);
    const before = redraws();
    await clock.advance(60_000);
    expect(redraws() - before).toBeGreaterThan(50);
    expect(redraws() - before).toBeLessThanOrEqual(120);
  });

  test("lets time pass once a second, as long as what it shows says so", async () => {
    const { clock, store, redraws } = watched(1, { status: () => answer("COMPLETED") });
    await clock.advance(60_000);
    const [before, { step }] = [redraws(), store.get()];
    await clock.advance(60_000);
    expect(redraws()).toBe(before + 60);
    expect(store.get().step).toBe(step + 60);
  });

  test("lets nothing pass where no time is shown: nobody wakes", async () => {
    const { clock, redraws } = watched(
      1,
      { status: () => answer("COMPLETED") },
      { hasClock: false },
    );
    await clock.advance(60_000);
    const before = redraws();
    await clock.advance(3_600_000);
    expect(redraws()).toBe(before);
    expect(clock.sleepers()).toBe(0);
  });

  test("shows a notice until the next key, or for ten seconds", async () => {
    const { clock, store } = watched(1, { status: () => running });
    await clock.advance(1000);
    store.notice("API version v2024 is marked as deprecated");
    await clock.advance(5000);
    expect(store.get().view.notice).toBe("API version v2024 is marked as deprecated");
    store.press("tab");
    expect(store.get().view.notice).toBeUndefined();
    store.notice("again");
    await clock.advance(11_000);
    expect(store.get().view.notice).toBeUndefined();
  });

  test("shows at once what a key does", async () => {
    const { clock, store, effects } = watched(100, { status: () => running });
    await clock.advance(1000);
    store.press("/");
    store.press("7");
    expect(store.get().view).toMatchObject({ mode: { kind: "filter" }, filter: "7" });
    expect(store.get().view.order).toContain("id-7");
    store.press("escape");
    store.press("r");
    expect(effects).toEqual([{ type: "refresh", id: "id-0" }]);
  });

  test("takes a pasted text as what it is, not as keys", async () => {
    const { store, effects } = watched(1, { status: () => running });
    store.paste("q");
    expect(store.get().view.mode.kind).toBe("watch");
    store.press("a");
    store.paste("job-aaa1\rjob-bbb2");
    store.press("enter");
    expect(effects).toEqual([
      { type: "add", ids: ["job-aaa1", "job-bbb2"].map((id) => ({ id, label: undefined })) },
    ]);
  });

  test("tells the watcher which id is looked at, where there is a keyboard", async () => {
    const looking = watched(3, { status: () => running });
    looking.store.press("right");
    expect(looking.watcher.snapshot().focused).toBe("id-1");
    const without = watched(3, { status: () => running }, { hasKeyboard: false });
    await without.clock.advance(1000);
    expect(without.watcher.snapshot().focused).toBeUndefined();
  });

  test("keeps the order for ten seconds after a key, then problems come first", async () => {
    const world = watched(20, {
      status: ({ id }) => {
        if (id === "id-19" && world.clock.elapsed() > 6000) throw new TransientError("ECONNRESET");
        return running;
      },
    });
    await world.clock.advance(5500);
    world.store.press("down");
    await world.clock.advance(9000);
    expect(world.store.get().view.order[0]).toBe("id-0");
    await world.clock.advance(3000);
    expect(world.store.get().view.order[0]).toBe("id-19");
  });

  test("is another layout once the terminal has another size", () => {
    const { store } = watched(4, { status: () => running });
    store.resize({ columns: 20, rows: 3 });
    expect(store.get()).toMatchObject({ size: { columns: 20, rows: 3 } });
  });

  test("forgets the watcher when it is closed", async () => {
    const { clock, store, redraws } = watched(4, { status: () => running });
    store.close();
    await clock.advance(20_000);
    expect(redraws()).toBe(0);
  });
});
