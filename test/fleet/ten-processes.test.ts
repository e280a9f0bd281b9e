import { expect, test } from "vitest";
import { systemClock } from "../../src/time/clock.ts";
import { type Crowd, gather, peakOf, type Watching } from "./support/crowd.ts";
import { startRedis } from "./support/redis-server.ts";

/**
 * On a computer that is busy ten times over a few are late on their way, and come in with those of
 * the next moment. Two that do not share would send 100.
 */
const mostInAWindow = 54;
const seldom = { interval: 100 };
/** Of 54 in 11 s: none of them pauses. */
const least = 25;

/** What comes in within a time longer than a window. */
async function during(crowd: Crowd, seconds: number): Promise<number> {
  const before = crowd.times().length;
  await systemClock.sleep(seconds * 1000);
  return crowd.times().length - before;
}

function timesSaid(all: readonly Watching[], what: string): readonly number[] {
  return all.map(({ said }) => said().split(what).length - 1);
}

test("ten processes send what one may, without a pause, while their server is killed and paused", async () => {
  const redis = await startRedis();
  const crowd = await gather();
  await redis.remember(crowd.key);
  const all = crowd.start(10, redis.url);
  const everyone = (count: number) => all.map(() => count);
  await expect
    .poll(() => timesSaid(all, "10 watchers share").every((times) => times > 0), seldom)
    .toBe(true);
  // All have begun with a burst.
  await during(crowd, 12);
  expect(await during(crowd, 11)).toBeGreaterThan(least);

  await redis.kill();
  await expect.poll(() => timesSaid(all, "server unreachable"), seldom).toEqual(everyone(1));
  expect(await during(crowd, 11)).toBeGreaterThan(least);

  await redis.restart();
  await expect.poll(() => timesSaid(all, "reachable again"), seldom).toEqual(everyone(1));
  expect(await during(crowd, 11)).toBeGreaterThan(least);

  redis.pause();
  await expect.poll(() => timesSaid(all, "server unreachable"), seldom).toEqual(everyone(2));
  expect(await during(crowd, 11)).toBeGreaterThan(least);
  redis.resume();
  await expect.poll(() => timesSaid(all, "reachable again"), seldom).toEqual(everyone(2));

  expect(peakOf(crowd.times())).toBeLessThanOrEqual(mostInAWindow);
  expect(timesSaid(all, "rate limited")).toEqual(everyone(0));
  for (const { kill } of all) kill("SIGTERM");
  for (const { exit } of all) expect(await exit).toEqual([143, null]);
  const [, members] = (await redis.ask("SCAN", 0, "MATCH", "*:members", "COUNT", 1000)) as [
    string,
    string[],
  ];
  expect(members).toEqual([]);
});
