import { describe, expect, test } from "vitest";
import { nothingMore } from "../../../src/history/run.ts";
import type { FamilyName, Sample } from "../../../src/metrics/families.ts";
import { createMetrics } from "../../../src/metrics/metrics.ts";
import { keptEndedMs } from "../../../src/metrics/shown.ts";
import { conditions } from "../../../src/watch/model/condition.ts";
import type { Ending } from "../../../src/watch/model/ending.ts";
import type { Watch } from "../../../src/watch/model/watch.ts";
import { accounts } from "../../support/invented/answers.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { live, over } from "../../support/invented/watches.ts";
import { inventedWatcher } from "../../support/invented/watcher.ts";

const host = "acme.api.identitynow.com";

/** Metrics of a watch of these, on a clock of its own. */
function measuring(...watches: readonly Watch[]) {
  const clock = inventedClock();
  const watcher = inventedWatcher("acme", watches);
  const metrics = createMetrics({ version: "1.2.3", node: "v24" });
  const stop = metrics.watches(watcher, clock);

  /** The samples of a family that are not 0, each as its labels and its value. */
  function of(family: FamilyName): readonly string[] {
    return metrics
      .samples()
      .filter((sample) => sample.family === family && sample.value !== 0)
      .map(({ labels, value }) => [...Object.values(labels), value].join(" "));
  }

  function end(watch: Watch, ending: Ending): Watch {
    const ended = { ...watch, ending };
    watcher.become(watcher.snapshot().watches.map((one) => (one.id === watch.id ? ended : one)));
    watcher.tell({ at: clock.now(), watch: ended, event: { type: "ended", ending } });
    return ended;
  }

  return { clock, watcher, metrics, stop, of, end };
}

const okta = live("Okta", "ACCOUNTS_COLLECTED");

function completed(at: number): Ending {
  return { kind: "COMPLETED", at, isSeenRunning: true, tookMs: 1000 };
}

describe("endings", () => {
  test("are counted by outcome from 0, so that the first is an increase", () => {
    const { metrics, clock, of, end } = measuring(okta);
    const family = "aggwatch_aggregations_ended_total";
    const zeros = metrics.samples().filter((sample) => sample.family === family);
    expect(zeros.map(({ value }) => value)).toEqual(zeros.map(() => 0));
    const outcomes = zeros.map(({ labels }) => labels["outcome"]);
    expect(outcomes).toContain("COMPLETED_WITH_ERRORS");
    expect(outcomes).toContain("SIGN_IN_REFUSED");
    end(okta, completed(clock.now()));
    expect(of(family)).toEqual(["acme COMPLETED 1"]);
  });

  test("that worked are the last success of their source", () => {
    const { clock, of, end } = measuring(okta);
    end(okta, completed(clock.now()));
    expect(of("aggwatch_source_last_success_timestamp_seconds")).toEqual([
      `acme Okta account ${clock.now() / 1000}`,
    ]);
  });
});

describe("one that has ended", () => {
  const state = "aggwatch_aggregation_state";

  test("stays for an hour, also where it is watched no more", async () => {
    const { clock, watcher, of, end } = measuring(okta);
    const ended = end(okta, completed(clock.now()));
    watcher.become([]);
    watcher.tell({ at: clock.now(), watch: ended, event: { type: "dropped" } });
    await clock.advance(keptEndedMs - 1);
    expect(of(state)).toEqual(["acme Okta account Okta COMPLETED 1"]);
    await clock.advance(1);
    expect(of(state)).toEqual([]);
  });

  test("is there beside those of the next watch of the command, and once", () => {
    const { clock, metrics, stop, of, end } = measuring(okta, live("Box", "STARTED"));
    const ended = end(okta, completed(clock.now()));
    stop();
    const next = inventedWatcher("acme", [ended, live("Jira", "STARTED")]);
    metrics.watches(next, clock);
    expect(of(state)).toEqual([
      "acme Okta account Okta COMPLETED 1",
      "acme Jira account Jira COLLECTING 1",
    ]);
  });
});

test("the history tells the last success of sources, of this tenant alone", () => {
  const { metrics, of } = measuring();
  const run = { ...nothingMore, id: "1", ending: "COMPLETED", verdict: undefined } as const;
  metrics.remember([
    { ...run, tenant: host, source: "Okta", endedAt: 5000 },
    { ...run, tenant: host, source: "Okta", endedAt: 9000 },
    { ...run, tenant: "beta.api.identitynow.com", source: "Jira", endedAt: 9000 },
  ]);
  expect(of("aggwatch_source_last_success_timestamp_seconds")).toEqual(["acme Okta account 9"]);
});

test("requests are counted by what they ask, and by what came of it", async () => {
  const { metrics, of } = measuring();
  const ask = async (path: string, status: number | undefined) => {
    const fetch = metrics.follows(() =>
      status === undefined
        ? Promise.reject(new TypeError("fetch failed"))
        : Promise.resolve(new Response("", { status })),
    );
    await fetch(new URL(path, `https://${host}`)).catch(() => undefined);
  };
  await ask("/oauth/token", 200);
  await ask("/v2024/account-aggregations/1/status", 200);
  await ask("/account-aggregations/v1/1/status", 429);
  await ask("/v2024/account-aggregations/1/status", 429);
  await ask("/v2024/task-status?limit=1", undefined);
  expect(of("aggwatch_client_requests_total")).toEqual([
    "acme sign_in 200 1",
    "acme status 200 1",
    "acme status 429 2",
    "acme other none 1",
  ]);
});

test("a wait for a 429 grows as it passes, and ends where the user ends it", async () => {
  const { clock, watcher, of } = measuring();
  const seconds = "aggwatch_client_wait_seconds_total";
  const [client] = watcher.snapshot().clients;
  const closedUntil = (at: number) =>
    Object.assign(client.budget, { closedUntil: at } satisfies Partial<typeof client.budget>);
  closedUntil(10_000);
  watcher.tell({ at: clock.now(), watch: undefined, event: { type: "wait", waitMs: 10_000 } });
  expect(of(seconds)).toEqual([]);
  await clock.advance(4000);
  expect(of(seconds)).toEqual(["acme 4"]);
  expect(of("aggwatch_client_wait_left_seconds")).toEqual(["acme 6"]);
  closedUntil(5000);
  await clock.advance(9000);
  expect(of(seconds)).toEqual(["acme 5"]);
  expect(of("aggwatch_client_waits_total")).toEqual(["acme 1"]);
});

test("a client has its budget, and how many share it", () => {
  const { of } = measuring();
  expect(of("aggwatch_client_budget_requests")).toEqual(["acme 50"]);
  expect(of("aggwatch_client_watchers")).toEqual(["acme 1"]);
});

test("a look that fails is told only where there is one", () => {
  const { watcher, metrics, clock } = measuring();
  const listing = () =>
    metrics.samples().filter(({ family }) => family === "aggwatch_listing_success");
  expect(listing()).toEqual([]);
  for (const [problem, value] of [
    ["HTTP 502", 0],
    [undefined, 1],
  ] as const) {
    const look = { everyMs: 10_000, problem };
    const snapshot = () => ({ ...watcher.snapshot(), look });
    metrics.watches({ ...watcher, snapshot }, clock);
    expect(listing()).toMatchObject([{ labels: { tenant: "acme" }, value }]);
  }
});

test("states are counted, with 0 for those that none is in", () => {
  const { metrics, of } = measuring(okta, live("Box", "STARTED"), over(okta, "COMPLETED"));
  const family = "aggwatch_aggregations";
  expect(of(family)).toEqual(["acme COLLECTING 1", "acme PROCESSING 1", "acme COMPLETED 1"]);
  expect(metrics.samples().filter((sample) => sample.family === family).length).toBe(
    Object.keys(conditions).length,
  );
});

test("what is told is of the moment of asking, whatever happens before all of it is taken", async () => {
  const watches = Array.from({ length: 1000 }, (_, index) =>
    live(`Source ${index}`, "ACCOUNTS_COLLECTED", accounts(1000, 2000)),
  );
  const { clock, metrics, end } = measuring(...watches);
  const asked = metrics.samples();
  const taken: Sample[] = [];
  for (const part of metrics.parts()) {
    taken.push(...part);
    await clock.advance(1000);
    for (const watch of watches.slice(-2)) end(watch, completed(clock.now()));
  }
  expect(taken).toEqual(asked);
  expect(metrics.samples()).not.toEqual(asked);
});
