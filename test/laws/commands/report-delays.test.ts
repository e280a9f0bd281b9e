import { expect, test } from "vitest";
import { TransientError } from "../../../src/api/http/errors.ts";
import { delayText } from "../../../src/commands/tenant/report-delays.ts";
import type { Delay } from "../../../src/client/look-ups.ts";

const host = "acme.api.identitynow.com";
const clock = { now: () => Date.parse("2026-11-23T14:00:00Z") };
const fault = { error: new TransientError("HTTP 503"), attempt: 2, waitMs: 2400 };

test.for<[string, Delay]>([
  [
    "rate limited (429) by acme.api.identitynow.com: waiting until 15:00:00 (1h 00m); Ctrl-C to quit",
    { kind: "limited", waitMs: 3_600_000, isElsewhere: false },
  ],
  [
    "rate limited (429) by acme.api.identitynow.com, met by another aggwatch: waiting until Nov 24 02:00 (12h 00m); Ctrl-C to quit",
    { kind: "limited", waitMs: 43_200_000, isElsewhere: true },
  ],
  [
    "request to acme.api.identitynow.com failed (HTTP 503), attempt 2 of 5 in 3s; Ctrl-C to quit",
    { kind: "retried", what: "answer", ...fault },
  ],
  [
    "sign-in at acme.api.identitynow.com failed (HTTP 503), attempt 2 of 5 in 3s; Ctrl-C to quit",
    { kind: "retried", what: "sign-in", ...fault },
  ],
  [
    "still waiting for an answer from acme.api.identitynow.com, for 5s now; Ctrl-C to quit",
    { kind: "unanswered", what: "answer", forMs: 5000 },
  ],
  [
    "queued: the request budget for acme.api.identitynow.com is used up, for some seconds; Ctrl-C to quit",
    { kind: "queued" },
  ],
])("%s", ([text, delay]) => {
  expect(delayText(delay, host, clock)).toBe(text);
});

test("a time limit is named among what ends it", () => {
  const delay = { kind: "limited", waitMs: 60_000, isElsewhere: false } as const;
  expect(delayText(delay, host, clock, 600_000)).toBe(
    "rate limited (429) by acme.api.identitynow.com: waiting until 14:01:00 (1m 00s); Ctrl-C or --timeout 10m 00s ends it",
  );
});
