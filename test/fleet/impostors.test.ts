import { expect, test } from "vitest";
import { systemClock } from "../../src/time/clock.ts";
import { gather } from "./support/crowd.ts";
import { startImpostor } from "./support/proxy.ts";

const seldom = { interval: 50 };

test.for([
  ["never answers", undefined],
  ["talks nonsense", "HTTP/1.1 400 Bad Request\r\n\r\n"],
  ["says yes to everything", "+OK\r\n".repeat(100)],
  ["never ends", `$999999999\r\n${"x".repeat(200_000)}`],
  ["answers with lists in lists", "*1\r\n".repeat(50_000)],
] as const)("a budget server that %s loses no poll and no time at the end", async ([, reply]) => {
  const url = await startImpostor(reply);
  const crowd = await gather();
  const [watching] = crowd.start(1, url);
  await expect.poll(() => watching?.said(), seldom).toContain("unreachable (");
  await expect.poll(() => crowd.times().length, seldom).toBeGreaterThan(0);
  const before = systemClock.elapsed();
  watching?.kill("SIGTERM");
  expect(await watching?.exit).toEqual([143, null]);
  expect(systemClock.elapsed() - before).toBeLessThan(5000);
});
