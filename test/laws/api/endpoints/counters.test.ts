import * as v from "valibot";
import { expect, test, vi } from "vitest";
import { eventSchema, strictObjections } from "../../../support/event-schema.ts";

/** The program with one counter more, loaded beside the one that other tests share. */
async function grown() {
  vi.resetModules();
  const path = "../../../../src/api/endpoints/counters.ts";
  vi.doMock(path, async (importOriginal) => {
    const real = await importOriginal<typeof import("../../../../src/api/endpoints/counters.ts")>();
    const names = [...real.counterNames, "skippedAccounts"];
    return { ...real, counterNames: names, noCounters: real.byName(names, () => undefined) };
  });
  try {
    return {
      ...(await import("../../../../src/api/endpoints/counters.ts")),
      ...(await import("../../../../src/api/endpoints/aggregation-status.ts")),
      ...(await import("../../../../src/output/ndjson/event-object.ts")),
      ...(await import("../../../../src/recording/codec/inputs.ts")),
      ...(await import("../../../../src/watch/forecast/counters.ts")),
      ...(await import("../../../../src/watch/model/watch.ts")),
    };
  } finally {
    vi.doUnmock(path);
    vi.resetModules();
  }
}

const {
  aggregationStatusShape,
  counterNames,
  eventObject,
  inputs,
  newWatch,
  nextCounters,
  noCounters,
  parseAggregationStatus,
} = await grown();

const text = '{"status":"ACCOUNTS_COLLECTED","totalAccounts":9,"skippedAccounts":7}';
const counters = { ...noCounters, totalAccounts: 9, skippedAccounts: 7 };
const answer = { status: "ACCOUNTS_COLLECTED", start: undefined, counters, answeredAt: 0 };

test("a counter that joins the list is read", () => {
  expect(aggregationStatusShape.fields?.has("skippedAccounts")).toBe(true);
  expect(parseAggregationStatus(text)?.counters).toEqual(counters);
});

test("it stays where a later answer leaves it out", () => {
  expect(nextCounters(counters, "ACCOUNTS_COLLECTED", noCounters)).toEqual(counters);
});

test("it survives a replay", () => {
  const happening = {
    type: "answered",
    answer,
    intervalMs: 5000,
    stallAfterMs: undefined,
  } as const;
  const input = { type: "happened", id: "a", happening } as const;
  expect(v.parse(inputs.read, JSON.parse(JSON.stringify(inputs.write(input))))).toEqual(input);
});

test("it is written as NDJSON, to which the schema objects until it describes the counter", () => {
  const watch = newWatch({ id: "a", label: undefined }, 0);
  const line = eventObject({ at: 0, watch, event: { type: "poll", answer, tookMs: 1 } });
  expect(line).toMatchObject({ totalAccounts: 9, skippedAccounts: 7 });
  expect(strictObjections(line)).not.toBe("");
  const described = Object.keys(eventSchema.$defs?.["counters"]?.properties ?? {});
  expect([...described, "skippedAccounts"]).toEqual(counterNames);
});
