import fc from "fast-check";
import { expect, test } from "vitest";
import { Gateway } from "../../../src/simulator/gateway/gateway.ts";
import { admit, type Arrivals } from "../../../src/simulator/gateway/limiter.ts";

/** The moments at which requests are let in, of those at which they come. */
function letIn(arrivalsMs: readonly number[]): readonly number[] {
  let arrivals: Arrivals = [];
  return arrivalsMs.filter((atMs) => {
    const admission = admit(arrivals, atMs);
    ({ arrivals } = admission);
    return admission.retryAfterS === undefined;
  });
}

const manyArrivals = fc
  .array(fc.integer({ min: 0, max: 200 }), { minLength: 150, maxLength: 600 })
  .map((gaps) => {
    let atMs = 0;
    return gaps.map((gap) => (atMs += gap));
  });

test("no ten seconds ever hold more than 100 requests", () => {
  fc.assert(
    fc.property(manyArrivals, (arrivalsMs) => {
      const moments = letIn(arrivalsMs);
      // The hundredth after each one is out of its ten seconds.
      const stretches = moments.slice(100).map((atMs, index) => atMs - (moments[index] ?? 0));
      expect(Math.min(10_000, ...stretches)).toBe(10_000);
    }),
  );
});

test("a request is let in as long as fewer than 100 count", () => {
  fc.assert(
    fc.property(manyArrivals, (arrivalsMs) => {
      const moments = letIn(arrivalsMs);
      const refused = arrivalsMs.filter((atMs) => !moments.includes(atMs));
      for (const atMs of refused) {
        const counting = moments.filter((one) => one <= atMs && one > atMs - 10_000);
        expect(counting.length).toBe(100);
      }
    }),
  );
});

test("whoever waits as long as Retry-After says is let in, and a second less is too early", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9999), { minLength: 100, maxLength: 100 }), (moments) => {
      const arrivals = moments.toSorted((one, other) => one - other);
      const { retryAfterS } = admit(arrivals, 9999);
      expect(Number.isInteger(retryAfterS)).toBe(true);
      expect(retryAfterS).toBeGreaterThanOrEqual(1);
      const waitMs = (retryAfterS ?? 0) * 1000;
      expect(admit(arrivals, 9999 + waitMs).retryAfterS).toBeUndefined();
      const isSoonEnough = admit(arrivals, 9999 + waitMs - 1000).retryAfterS === undefined;
      expect(isSoonEnough).toBe(false);
    }),
  );
});

test("another program leaves no room for twenty seconds, in its version alone", () => {
  const clock = { ms: 0, now: () => clock.ms, elapsed: () => clock.ms, sleep: async () => {} };
  const gateway = new Gateway(clock);
  gateway.crowd("v2024");
  const refusedAtS: number[] = [];
  for (; clock.ms < 40_000; clock.ms += 1000) {
    if (gateway.admit("v2024") !== undefined) refusedAtS.push(clock.ms / 1000);
    expect(gateway.admit("v2025")).toBeUndefined();
  }
  expect(refusedAtS).toEqual(Array.from({ length: 20 }, (_, second) => second));
});
