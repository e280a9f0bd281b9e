import { describe, expect, test } from "vitest";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { createClient } from "../../../src/client/client.ts";
import { answer } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant } from "../../support/invented/tenant.ts";

const second = 1000;

/** Watches so many ids that never end, with answers that take 100 ms. */
function watching(count: number, intervalMs = 5 * second) {
  const clock = inventedClock();
  const answeredAt = new Map<string, number>();
  const status = async ({ id }: { readonly id: string }) => {
    await clock.sleep(100);
    answeredAt.set(id, clock.elapsed());
    return answer("STARTED");
  };
  const tenant = inventedTenant(clock, { status });
  const client = createClient(tenant, { clock, random: () => 0 });
  const ids = Array.from({ length: count }, (_, id) => ({ id: `${id}`, label: undefined }));
  const settings = { intervalMs, stallAfterMs: undefined };
  const watcher = createWatcher(ids, settings, { client, clock, random: () => 0 });
  const leave = new AbortController();
  const left = watcher.run(leave.signal).catch(() => undefined);
  const stop = async () => {
    leave.abort(new Error("left"));
    await left;
  };
  const asked = () => [...tenant.seen.map(({ at }) => at), ...tenant.signIns];
  /** The mean age of what is known of the ids, over so many samples. */
  async function meanAgeMs(samples: number): Promise<number> {
    let sum = 0;
    for (let sample = 0; sample < samples; sample += 1) {
      await clock.advance(997);
      for (const at of answeredAt.values()) sum += clock.elapsed() - at;
    }
    return sum / samples / count;
  }
  return { clock, tenant, client, watcher, asked, meanAgeMs, stop };
}

function mostInAWindow(times: readonly number[]): number {
  const counts = times.map((at) => times.filter((one) => one >= at && one - at <= 10_000).length);
  return Math.max(...counts);
}

describe("first answers", () => {
  test("with nothing spent, 49 ids are asked at once after the sign-in, the rest as it lets them", async () => {
    const { clock, tenant, asked, stop } = watching(100);
    await clock.advance(0);
    expect(tenant.signIns).toEqual([0]);
    expect(tenant.seen.map(({ id }) => Number(id))).toEqual(
      Array.from({ length: 49 }, (_, id) => id),
    );
    await clock.advance(21 * second);
    expect(new Set(tenant.seen.map(({ id }) => id)).size).toBe(100);
    const later = tenant.seen.map(({ at }) => at).filter((at) => at > 10_001);
    const gaps = later.slice(1).map((at, index) => at - (later[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(199);
    expect(mostInAWindow(asked())).toBeLessThanOrEqual(50);
    await stop();
  });

  test("that are asked in a burst are followed by polls that are spaced", async () => {
    const { clock, tenant, stop } = watching(20);
    await clock.advance(100 * second);
    const later = tenant.seen.map(({ at }) => at).filter((at) => at > 0);
    const gaps = later.slice(1).map((at, index) => at - (later[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(200);
    await stop();
  });

  test("of ids that come later leave at once, as far as requests went unused", async () => {
    const { clock, tenant, watcher, asked, stop } = watching(5);
    await clock.advance(60.5 * second);
    const more = Array.from({ length: 60 }, (_, id) => ({ id: `more-${id}`, label: undefined }));
    watcher.add(more);
    await clock.advance(0);
    const unused = 50 - 10;
    expect(tenant.seen.filter(({ id }) => id.startsWith("more")).length).toBe(unused);
    await clock.advance(20 * second);
    expect(mostInAWindow(asked())).toBeLessThanOrEqual(50);
    await stop();
  });
});

describe("what is left by others goes to the most overdue poll", () => {
  test.for([20, 30, 50, 100, 300])("%i ids: the mean age is half a round's", async (count) => {
    const { clock, asked, meanAgeMs, watcher, stop } = watching(count);
    const roundMs = Math.max(5 * second, (count / 5) * second);
    await clock.advance(3 * roundMs);
    const meanMs = await meanAgeMs(Math.ceil((2 * roundMs) / second));
    expect(meanMs).toBeLessThanOrEqual(1.05 * (roundMs / 2));
    expect(watcher.snapshot().clients[0].intervalMs).toBe(roundMs);
    expect(mostInAWindow(asked())).toBeLessThanOrEqual(50);
    await stop();
  });

  test("no id starves, and none is asked twice before all are", async () => {
    const { clock, tenant, stop } = watching(100);
    await clock.advance(200 * second);
    const times = Array.from(
      { length: 100 },
      (_, id) => tenant.seen.filter((seen) => seen.id === `${id}`).length,
    );
    expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(9);
    await stop();
  });

  test("the interval says what look-ups leave, and follows them", async () => {
    const { clock, client, watcher, stop } = watching(100);
    await clock.advance(60 * second);
    const every = () => watcher.snapshot().clients[0].intervalMs;
    expect(every()).toBe(20 * second);
    const lookUp = { method: "GET", path: "v2024/sources" } as const;
    for (let lookUps = 0; lookUps < 5; lookUps += 1) client.api.ask(lookUp).catch(() => undefined);
    await clock.advance(2 * second);
    expect(every()).toBe(22_222);
    await clock.advance(10 * second);
    expect(every()).toBe(20 * second);
    await stop();
  });
});

describe("a key", () => {
  test.for([1, 20, 50, 300])("is answered in the next slot, with %i ids", async (count) => {
    const { clock, tenant, watcher, asked, stop } = watching(count);
    await clock.advance(70 * second);
    for (let press = 0; press < 10; press += 1) {
      await clock.advance(1373);
      const id = `${(press * 7) % count}`;
      const [before, at] = [tenant.seen.length, clock.elapsed()];
      const isUnderWay = watcher
        .snapshot()
        .watches.some((watch) => watch.id === id && watch.askedAt !== undefined);
      watcher.refresh(id);
      await clock.advance(200);
      const first = tenant.seen.slice(before).find((seen) => seen.id === id);
      expect(isUnderWay || (first && first.at - at <= 200)).toBe(true);
    }
    expect(mostInAWindow(asked())).toBeLessThanOrEqual(50);
    await stop();
  });

  test("pressed without end leaves four fifths to polls", async () => {
    const { clock, tenant, watcher, stop } = watching(100);
    await clock.advance(60 * second);
    for (let press = 0; press < 200; press += 1) {
      await clock.advance(100);
      watcher.refresh("7");
    }
    const lately = tenant.seen.filter(({ at }) => at > 70 * second && at <= 80 * second);
    const others = lately.filter(({ id }) => id !== "7").length;
    expect(others).toBeGreaterThanOrEqual(39);
    await stop();
  });
});

test("after the process stood still, all are asked again, spread out", async () => {
  const { clock, tenant, watcher, stop } = watching(40);
  await clock.advance(60 * second);
  watcher.interrupt();
  const at = clock.elapsed();
  await clock.advance(8 * second);
  const times = tenant.seen.map((seen) => seen.at).filter((one) => one >= at);
  const gaps = times.slice(1).map((one, index) => one - (times[index] ?? 0));
  expect(times.length).toBeGreaterThanOrEqual(40);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(199);
  await stop();
});
