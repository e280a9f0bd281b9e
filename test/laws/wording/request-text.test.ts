import { expect, test } from "vitest";
import type { RequestTrace } from "../../../src/api/http/request-trace.ts";
import { requestText } from "../../../src/wording/request-text.ts";

const trace: RequestTrace = {
  at: Date.parse("2026-03-02T14:07:31.250Z"),
  method: "GET",
  path: "/v2024/task-status?limit=1",
  came: 200,
  requestId: "5f3c",
  tookMs: 231.4,
  waitedMs: 12,
  isNewConnection: true,
};

test("a request is a line: when, what, what came, how long, its wait, connection and id", () => {
  expect(requestText(trace)).toBe(
    "2026-03-02T14:07:31.250Z GET /v2024/task-status?limit=1: 200 in 231ms, waited 12ms, " +
      "new connection, request id 5f3c",
  );
});

test("what there is none of is left out", () => {
  const none = { requestId: undefined, waitedMs: undefined, isNewConnection: undefined };
  expect(requestText({ ...trace, ...none, came: "ECONNREFUSED" })).toBe(
    "2026-03-02T14:07:31.250Z GET /v2024/task-status?limit=1: ECONNREFUSED in 231ms",
  );
});

test("several tenants are told apart, and a kept connection from a new one", () => {
  const text = requestText({ ...trace, isNewConnection: false }, "acme.api.identitynow.com");
  expect(text).toContain(" GET acme.api.identitynow.com/v2024/task-status?limit=1: 200 ");
  expect(text).toContain(", kept connection, ");
});
