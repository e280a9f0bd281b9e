import type { TimedEvent } from "../../../src/watch/model/timed-event.ts";
import { describe, expect, onTestFinished, test } from "vitest";
import { createTenant } from "../../../src/api/tenant.ts";
import { randomOf } from "../../../src/simulator/timeline/random.ts";
import { type ScenarioName, scenarioNames } from "../../../src/simulator/scenarios/scenarios.ts";
import { startSimulator } from "../../../src/simulator/server.ts";
import { fasterClock } from "../../../src/time/clock.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { passing } from "../support/scripted-server.ts";

/** One request on the wire; moments by the one clock, in milliseconds since the Unix epoch. */
interface Sent {
  readonly path: string;
  readonly from: number;
  /** When the head of its answer was there, or when it failed. */
  until: number;
  /** undefined: no answer. */
  status: number | undefined;
}

/** So many milliseconds of tenant and watcher pass in one of this computer's. */
const speed = 400;

/** Watches scenarios to their ends, as the demo does: watcher, HTTP and tenant on one clock. */
async function watched(scenarios: readonly ScenarioName[], intervalMs = 5000) {
  const awake = inventedClock();
  const clock = fasterClock(awake, speed);
  const clocks = { aggregationClock: clock, clientClock: clock };
  const simulator = await startSimulator({ scenarios, seed: 3, port: 0, ...clocks });
  onTestFinished(() => simulator.close());

  const sent: Sent[] = [];
  const noting: typeof fetch = async (input, init) => {
    const { pathname: path } = new URL(input instanceof Request ? input.url : input);
    const entry: Sent = { path, from: clock.now(), until: Infinity, status: undefined };
    sent.push(entry);
    try {
      const response = await fetch(input, init);
      entry.status = response.status;
      return response;
    } finally {
      entry.until = clock.now();
    }
  };

  const tenant = createTenant(new URL(simulator.baseUrl), simulator, { clock, fetch: noting });
  const ids = simulator.aggregations.map(({ id, scenario: label }) => ({ id, label }));
  const watcher = createWatcher(
    ids,
    { intervalMs, stallAfterMs: undefined },
    { tenant, clock, random: randomOf(3, "watcher") },
  );
  const events: TimedEvent[] = [];
  watcher.onEvent((event) => events.push(event));

  await passing(awake, watcher.run(new AbortController().signal));

  return {
    endings: watcher.snapshot().watches.map(({ label, ending }) => [label, ending?.kind]),
    scripted: simulator.aggregations.map(({ scenario, ending }) => [scenario, ending]),
    // Whole milliseconds: so long after 1970 a fraction of one is lost in a sum.
    waits: events.flatMap(({ at, event }) =>
      event.type === "wait" ? [{ at, ms: event.waitMs, until: Math.floor(at + event.waitMs) }] : [],
    ),
    answered: (status: number) => sent.filter((one) => one.status === status).length,
    ids: ids.map(({ id }) => id),
    asked: (id: string) => sent.filter(({ path }) => path.includes(id)),
    sleepers: () => awake.sleepers(),
    sent,
    events,
  };
}

describe("all scenarios together", () => {
  test("end as they are scripted, within the budget, each id asked one question at a time", async () => {
    const { endings, scripted, waits, sent, ids, asked, events, answered, sleepers } =
      await watched(scenarioNames);
    expect(endings).toEqual(scripted);
    expect(sleepers()).toBe(0);

    for (const id of ids) {
      const questions = asked(id);
      const own = events.filter(({ watch }) => watch?.id === id);
      expect(own.filter(({ event }) => event.type === "ended")).toEqual(own.slice(-1));
      expect(questions.at(-1)?.from).toBeLessThanOrEqual(own.at(-1)?.at ?? 0);
      for (const [index, { from }] of questions.slice(1).entries()) {
        expect(from).toBeGreaterThanOrEqual(questions[index]?.until ?? Infinity);
      }
    }
    for (const [index, { from }] of sent.entries()) {
      expect((sent[index + 50]?.from ?? Infinity) - from).toBeGreaterThan(10_000);
    }
    for (const { at, until } of waits) {
      expect(sent.filter(({ from }) => from > at && from < until)).toEqual([]);
    }
    // Four scenarios answer 429 once. Twice another program leaves no room for 20 s, in which waits
    // of 1, 2, 4 and 8 s and more have no room for a sixth. What was under way may get one as well.
    expect(waits.length).toBeGreaterThanOrEqual(4 + 2);
    expect(waits.length).toBeLessThanOrEqual(4 + 2 * 5);
    expect(answered(429)).toBeLessThanOrEqual(2 * waits.length);
  });
});

test("without another program the tenant's limiter is never met, however often it could be asked", async () => {
  const longOrLimited = /^(?:normal|deletions|grows|shrinks|stall|limiter|terminated|retry-.*)$/;
  const { endings, scripted, waits, answered, sent } = await watched(
    scenarioNames.filter((name) => !longOrLimited.test(name)),
    1000,
  );
  expect(endings).toEqual(scripted);
  expect(endings.length).toBeGreaterThan(20);
  expect(waits).toEqual([]);
  expect(answered(429)).toBe(0);
  const first = sent[0]?.from ?? 0;
  // The budget is used: more than half of its 40 polls in 10 s.
  expect(sent.filter(({ from }) => from - first < 100_000).length).toBeGreaterThan(200);
});

test("tokens of 15 s last a whole watch", async () => {
  const { endings, scripted, sent } = await watched(["short-token", "zero", "quick", "absent"]);
  expect(endings).toEqual(scripted);
  const lengthMs = (sent.at(-1)?.until ?? 0) - (sent[0]?.from ?? 0);
  const signIns = sent.filter(({ path }) => path === "/oauth/token").length;
  expect(lengthMs).toBeGreaterThan(120_000);
  expect(signIns).toBeGreaterThanOrEqual(Math.floor(lengthMs / 15_000));
});

test.for([
  ["retry-seconds", 12_000],
  ["retry-date", 15_000],
  ["retry-none", 10_000],
  ["retry-garbage", 10_000],
] as const)(
  "the one 429 of %s makes everything wait %i ms, and a second at most",
  async ([name, ms]) => {
    const { endings, waits, answered, sent } = await watched([name]);
    expect(endings).toEqual([[name, "COMPLETED"]]);
    expect(answered(429)).toBe(1);
    expect(waits).toHaveLength(1);
    const { at = 0, until = 0, ms: waited = 0 } = waits[0] ?? {};
    expect(waited).toBeGreaterThanOrEqual(ms);
    expect(waited).toBeLessThan(ms + 1000);
    expect(sent.find(({ from }) => from > at)?.from).toBeGreaterThanOrEqual(until);
  },
);
