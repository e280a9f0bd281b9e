import { expect, test } from "vitest";
import { gather, peakOf } from "./support/crowd.ts";
import { startProxy } from "./support/proxy.ts";
import { startRedis } from "./support/redis-server.ts";

const seldom = { interval: 50 };

test("a budget server that is full, becomes a replica and is flushed is missed, comes back, and costs no request", async () => {
  const redis = await startRedis();
  const primary = await startRedis();
  const crowd = await gather();
  await redis.remember(crowd.key);
  const [one, two] = crowd.start(2, redis.url);
  const said = async (what: string) => {
    await expect.poll(() => one?.said(), seldom).toContain(what);
  };
  await said("2 watchers share");
  await redis.ask("CONFIG", "SET", "maxmemory", "1");
  await said("unreachable (its memory is full)");
  await redis.ask("CONFIG", "SET", "maxmemory", "0");
  await said("reachable again: 25 requests per 10s, as one of 2");
  await redis.ask("REPLICAOF", "127.0.0.1", primary.port);
  await said("unreachable (it is a replica)");
  await redis.ask("REPLICAOF", "NO", "ONE");
  await expect.poll(() => one?.said().split("reachable again").length, seldom).toBe(3);
  await redis.ask("FLUSHALL");
  const before = crowd.times().length;
  await expect.poll(() => crowd.times().length, seldom).toBeGreaterThan(before + 50);
  expect(peakOf(crowd.times())).toBeLessThanOrEqual(54);
  for (const all of [one, two]) {
    expect(all?.said()).not.toContain("rate limited");
    expect(all?.said()).not.toContain("no other watcher");
  }
});

test("a budget server that fails over to its replica is taken up again by all of a fleet", async () => {
  const first = await startRedis();
  const replica = await startRedis(`--replicaof 127.0.0.1 ${first.port}`);
  const crowd = await gather();
  await first.remember(crowd.key);
  const proxy = await startProxy(first.port, 1);
  const all = crowd.start(3, proxy.url);
  const said = async (what: string) => {
    await expect.poll(() => all.every((one) => one.said().includes(what)), seldom).toBe(true);
  };
  await said("3 watchers share");
  await expect.poll(() => crowd.times().length, seldom).toBeGreaterThan(40);
  await first.kill();
  await said("budget server unreachable");
  await replica.ask("REPLICAOF", "NO", "ONE");
  proxy.lead(replica.port);
  await said("reachable again");
  const before = crowd.times().length;
  await expect.poll(() => crowd.times().length, seldom).toBeGreaterThan(before + 50);
  expect(peakOf(crowd.times())).toBeLessThanOrEqual(54);
});
