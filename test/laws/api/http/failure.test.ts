import { describe, expect, test } from "vitest";
import {
  ForeignAnswerError,
  NotFoundError,
  RateLimitedError,
  RefusedError,
  TransientError,
  UnauthorizedError,
} from "../../../../src/api/http/errors.ts";
import { failureOf, unreadable } from "../../../../src/api/http/failure.ts";

function answered(status: number, headers: Record<string, string> = {}, body = "") {
  return failureOf({ status, headers: new Headers(headers), body, receivedAt: 0 });
}

describe("an HTTP status means", () => {
  test.for([200, 204])("%i: no failure", (status) => {
    expect(answered(status)).toBeUndefined();
  });

  test.for([408, 425, 500, 502, 503, 504, 599])("%i: it may pass", (status) => {
    expect(answered(status)).toBeInstanceOf(TransientError);
    expect(answered(status)?.message).toBe(`HTTP ${status}`);
  });

  test.for([301, 302, 307, 308])("%i: a redirect, refused, that says where to", (status) => {
    const failure = answered(status, { location: "https://acme.identitynow.com/login" });
    expect(failure).toBeInstanceOf(ForeignAnswerError);
    expect(failure?.message).toBe(
      "not an answer of the API: a redirect to https://acme.identitynow.com/login",
    );
  });

  test.for([400, 403, 405, 410, 422])("%i: refused for good", (status) => {
    expect(answered(status)).toBeInstanceOf(RefusedError);
    expect(answered(status)).toMatchObject({ status });
  });

  test("401: the token, 404: the id, 429: the limiter", () => {
    expect(answered(401)).toBeInstanceOf(UnauthorizedError);
    expect(answered(404)).toBeInstanceOf(NotFoundError);
    expect(answered(429)).toBeInstanceOf(RateLimitedError);
  });
});

test("a 429 carries its wait, read against the answer's Date", () => {
  const date = "Mon, 23 Nov 2026 14:07:31 GMT";
  const retryAfter = "Mon, 23 Nov 2026 14:07:50 GMT";
  expect(answered(429, { date, "retry-after": retryAfter })).toMatchObject({
    retryAfterMs: 19_000,
  });
  expect(answered(429, { "retry-after": "3" })).toMatchObject({ retryAfterMs: 3000 });
});

test("a 503 carries a wait only where it names one", () => {
  expect(answered(503, { "retry-after": "8" })).toMatchObject({ retryAfterMs: 8000 });
  expect(answered(503)).toMatchObject({ retryAfterMs: undefined });
});

test("the request id is kept with the failure", () => {
  const requestId = "d824d908a75c4cdd9968d4e739514c49";
  expect(answered(400, { "Slpt-Request-Id": requestId })).toMatchObject({ requestId });
});

describe("what is not an answer of the API", () => {
  const page = "<!DOCTYPE html><html><head><title>Access denied</title></head></html>";
  const html = { "content-type": "text/html; charset=UTF-8" };

  test.for([400, 401, 403, 405, 407, 410])("%i with a page says nothing of who asks", (status) => {
    const failure = answered(status, html, page);
    expect(failure).toBeInstanceOf(ForeignAnswerError);
    expect(failure).toMatchObject({
      status,
      message: "not an answer of the API: an HTML page",
      advice: expect.stringContaining("the proxy and the firewall"),
      cause: new Error(`HTTP ${status}, text/html; charset=UTF-8: ${page}`),
    });
    expect(answered(status, {}, page)).toBeInstanceOf(ForeignAnswerError);
  });

  test.for([401, 403])("%i with a plain text is a firewall's", (status) => {
    const failure = answered(status, { "content-type": "text/plain" }, "Blocked by policy 7");
    expect(failure).toBeInstanceOf(ForeignAnswerError);
    expect(failure?.message).toBe("not an answer of the API: Blocked by policy 7");
  });

  test("a plain text with SailPoint's request id is the API's, and so is JSON", () => {
    const id = { "slpt-request-id": "d824d908a75c4cdd9968d4e739514c49" };
    for (const failure of [
      answered(403, id, "Not yours"),
      answered(403, {}, '{"error":"Not yours"}'),
      answered(400, {}, "Not yours"),
    ]) {
      expect(failure).not.toBeInstanceOf(ForeignAnswerError);
      expect(failure?.message).toBe("Not yours");
    }
  });

  test("404 with a page is not a service's", () => {
    expect(answered(404, html, page)).toMatchObject({
      message: "not an answer of the API: an HTML page",
      isFromService: false,
    });
  });

  test("200 with a page is told from JSON that cannot be read", () => {
    const of = (body: string, headers = {}) =>
      unreadable({ status: 200, headers: new Headers(headers), body, receivedAt: 0 }).message;
    expect(of(page)).toBe("not an answer of the API: an HTML page");
    expect(of("", html)).toBe("not an answer of the API: an HTML page");
    expect(of("")).toBe("answer unreadable");
    expect(of("[]", html)).toBe("answer unreadable");
  });

  test("what cannot be read is kept as the cause, safe to print and not all of it", () => {
    const body = `not JSON\u001B[2J\n${"x".repeat(5000)}`;
    const { cause } = unreadable({ status: 200, headers: new Headers(), body, receivedAt: 0 });
    const text = cause instanceof Error ? cause.message : "";
    expect(text).toMatch(/^HTTP 200, no content type: not JSON x+…$/);
    expect(text).toHaveLength(500);
  });
});
