import { expect, test } from "vitest";
import { logRecordOf } from "../../../src/telemetry/log-record.ts";
import type { TimedEvent } from "../../../src/watch/model/timed-event.ts";
import { answer } from "../../support/invented/answers.ts";
import { live } from "../../support/invented/watches.ts";

const watch = live("Okta", "STARTED");
const at = 1_795_960_000_000;

test("an event has its words, and its fields as in NDJSON", () => {
  const event = { type: "stalled", quietMs: 242_000 } as const;
  expect(logRecordOf({ at, watch, event }, "acme")).toMatchObject({
    eventName: "aggwatch.stalled",
    timestamp: at,
    severityText: "WARN",
    body: expect.stringContaining("stalled"),
    attributes: {
      "aggwatch.tenant": "acme",
      "aggwatch.aggregation.id": "Okta",
      "aggwatch.source.name": "Okta",
      "aggwatch.quietMs": 242_000,
    },
  });
});

test.for([
  [{ type: "ended", ending: { kind: "CANCELLED", at, isSeenRunning: true, tookMs: 1 } }, "ERROR"],
  [{ type: "ended", ending: { kind: "COMPLETED", at, isSeenRunning: true, tookMs: 1 } }, "INFO"],
  [{ type: "resumed", afterMs: 1000 }, "INFO"],
  [{ type: "missing", times: 1, waitMs: 1000 }, "WARN"],
] as const)("%j is of severity %s", ([event, severityText]) => {
  expect(logRecordOf({ at, watch, event }, "acme")).toMatchObject({ severityText });
});

test("a mere answer is no record, and what is about no id has none", () => {
  const poll: TimedEvent = {
    at,
    watch,
    event: { type: "poll", answer: answer("STARTED"), tookMs: 5 },
  };
  expect(logRecordOf(poll, "acme")).toBeUndefined();
  const wait: TimedEvent = { at, watch: undefined, event: { type: "wait", waitMs: 5000 } };
  const { attributes } = logRecordOf(wait, "acme") ?? {};
  expect(attributes).toEqual({ "aggwatch.tenant": "acme", "aggwatch.waitMs": 5000 });
});
