import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createJobQueue } from "../../../src/reactions/job-queue.ts";
import { inventedClock } from "../../support/invented/clock.ts";

test("property: every job is done once, in order, and no more than so many at a time", async () => {
  const given = fc.record({
    atOnce: fc.integer({ min: 1, max: 4 }),
    // When each comes, and how long it takes.
    jobs: fc.array(fc.record({ afterMs: fc.nat(20), tookMs: fc.nat(20) }), { maxLength: 20 }),
  });
  await fc.assert(
    fc.asyncProperty(given, async ({ atOnce, jobs }) => {
      const clock = inventedClock();
      const queue = createJobQueue(atOnce, 1000);
      const begun: number[] = [];
      let running = 0;
      let most = 0;
      for (const [index, { afterMs, tookMs }] of jobs.entries()) {
        await clock.advance(afterMs);
        queue.add(async () => {
          begun.push(index);
          running += 1;
          most = Math.max(most, running);
          if (tookMs > 0) await clock.sleep(tookMs);
          running -= 1;
        });
      }
      const settled = queue.settled();
      await clock.advance(1000);
      await settled;
      expect(begun).toEqual(jobs.map((_, index) => index));
      expect(most).toBeLessThanOrEqual(atOnce);
      expect(queue.size()).toBe(0);
    }),
  );
});

test("more than may wait are refused, and those that wait can be given up", async () => {
  const queue = createJobQueue(1, 2);
  const { promise, resolve } = Promise.withResolvers<void>();
  const done: number[] = [];
  const job = (index: number) => async () => {
    await promise;
    done.push(index);
  };
  expect([1, 2, 3, 4].map((index) => queue.add(job(index)))).toEqual([true, true, true, false]);
  expect(queue.size()).toBe(3);
  expect(queue.clear()).toBe(2);
  resolve();
  await queue.settled();
  expect(done).toEqual([1]);
  // And it takes others then.
  expect(queue.add(job(5))).toBe(true);
  await queue.settled();
  expect(done).toEqual([1, 5]);
});
