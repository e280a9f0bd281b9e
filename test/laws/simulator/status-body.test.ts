import { expect, test } from "vitest";
import { statusBody } from "../../../src/simulator/services/status-body.ts";
import type { Step } from "../../../src/simulator/timeline/timeline.ts";

test.each([
  ["absent", undefined],
  ["null", null],
  ["zero", 0],
] as const)("counters that are not known yet are %s", (unknownCounters, value) => {
  const step: Step = { atMs: 0, status: "STARTED", counters: undefined };
  const all = statusBody(step, { startMs: 0, unknownCounters, fourFields: false });
  const four = statusBody(step, { startMs: 0, unknownCounters, fourFields: true });
  expect(all["totalAccounts"]).toBe(value);
  expect(all["processedIdentities"]).toBe(value);
  expect(four["totalAccounts"]).toBe(value);
  expect(four).not.toHaveProperty("processedIdentities");
});
