import { expect, test } from "vitest";
import { gather, peakOf } from "./support/crowd.ts";
import { startProxy } from "./support/proxy.ts";
import { startRedis } from "./support/redis-server.ts";

const seldom = { interval: 50 };

test("a budget server that is 100 ms away makes nothing late, and is examined by the doctor", async () => {
  const redis = await startRedis();
  const crowd = await gather();
  await redis.remember(crowd.key);
  const proxy = await startProxy(redis.port, 50);
  const list = await crowd.run(["list", "--budget", proxy.url]);
  expect(list.code).toBe(0);
  expect(list.stderr).not.toContain("budget server");
  const [watching] = crowd.start(1, proxy.url);
  await expect.poll(() => crowd.times().length, seldom).toBeGreaterThan(30);
  const { code, stdout } = await crowd.run(["doctor", "--budget", proxy.url]);
  expect(stdout).toMatch(
    /✓ budget server {3}127\.0\.0\.1:\d+, version 7\.\S+, replied in \d+ ms; all commands permitted\n +1 watcher shares this client's budget\n +clock \d+\.\ds off this/,
  );
  expect(code).toBe(0);
  watching?.kill("SIGTERM");
  expect(await watching?.exit).toEqual([143, null]);
  expect(watching?.said()).not.toContain("unreachable");
});

test("a budget server that is not there at the beginning is said so; a few requests leave, and more once it is", async () => {
  const redis = await startRedis();
  await redis.kill();
  const crowd = await gather();
  const [watching] = crowd.start(1, redis.url);
  await expect
    .poll(() => watching?.said(), seldom)
    .toContain("connection refused; 1 request per 10s until it can be reached\n");
  await expect.poll(() => crowd.times().length, seldom).toBe(1);
  await redis.restart();
  await expect.poll(() => watching?.said(), seldom).toContain("reachable again");
  await expect.poll(() => crowd.times().length, seldom).toBeGreaterThan(15);
  expect(peakOf(crowd.times())).toBeLessThanOrEqual(50);
});
