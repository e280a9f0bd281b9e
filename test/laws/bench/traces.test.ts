import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { generate, lengthsMin } from "../../bench/traces/generate.ts";
import { shapes } from "../../bench/traces/shapes.ts";
import { isTellable } from "../../bench/tellable.ts";

const traces = shapes.flatMap((shape) =>
  lengthsMin.slice(0, 4).map((lengthMin) => ({
    shape,
    lengthMin,
    trace: generate(shape, lengthMin, 0),
  })),
);

test("The traces are those that the estimator was first measured with", () => {
  const hash = createHash("sha256");
  for (const { trace } of traces) hash.update(JSON.stringify(trace.polls));
  expect(hash.digest("hex")).toBe(
    "8d608fa97d75d6e0a3b4af87e00ed2b7064a4b7457e95a28aabc576d1e41d17d",
  );
});

test.each(traces)("$shape.name, $lengthMin min: nothing is undone and all is done", ({ trace }) => {
  const accounts = trace.polls.flatMap(({ answer }) => answer?.counters.processedAccounts ?? []);
  expect(accounts).toEqual(accounts.toSorted((one, other) => one - other));
  const last = trace.polls.at(-1)?.answer;
  expect(last?.status).toBe("COMPLETED");
  expect(last?.counters.processedAccounts).toBe(last?.counters.totalAccounts);
  expect(last?.counters.processedIdentities).toBe(last?.counters.totalIdentities);
});

test("Only jobs with a stall can be told to be stalled", () => {
  const healthy = traces.filter(({ shape }) => !shape.stall).map(({ trace }) => trace);
  expect(healthy.filter(({ stall }) => stall)).toEqual([]);
  expect(healthy.filter(isTellable)).toEqual([]);
  const hanging = traces.filter(({ shape }) => shape.name === "hang at 0 of N");
  expect(hanging.every(({ trace }) => isTellable(trace))).toBe(true);
});
