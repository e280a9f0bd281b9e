import { describe, expect, test } from "vitest";
import {
  type ApiError,
  NotFoundError,
  RateLimitedError,
  RefusedError,
  TransientError,
  UnauthorizedError,
} from "../../../src/api/http/errors.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { clientOf, type Reply, serve, started } from "../support/scripted-server.ts";

const never = new AbortController().signal;
const requestId = "d824d908a75c4cdd9968d4e739514c49";

/** What a tenant that answers so is heard to say; a request that failed was sent once. */
async function heard(reply: Reply) {
  const server = await serve(() => reply);
  const clock = inventedClock();
  const outcome = await clientOf(server, { clock })
    .status("x", "t0ken", never)
    .catch((error: unknown) => error);
  expect(server.requests).toHaveLength(1);
  expect(clock.sleepers()).toBe(0);
  return outcome;
}

/** An ErrorResponseDto, which says its text once per locale. */
function dto(text: string): string {
  const messages = [
    { locale: "und", localeOrigin: "REQUEST", text },
    { locale: "en-US", localeOrigin: "DEFAULT", text },
  ];
  return JSON.stringify({ detailCode: "4", trackingId: requestId, messages, causes: [] });
}

const gatewayPage = "<html><head><title>502 Bad Gateway</title></head><body></body></html>";
const json = { "content-type": "application/json" };
const html = { "content-type": "text/html" };

describe("an answer", () => {
  test("is dated by the tenant's clock", async () => {
    const headers = { date: "Mon, 23 Nov 2026 13:07:31 GMT" };
    expect(await heard({ headers, body: '{"status":"STARTED"}' })).toMatchObject({
      status: "STARTED",
      answeredAt: Date.parse("2026-11-23T13:07:31Z"),
    });
  });

  test.for([{}, { date: "yesterday" }])(
    "without a readable Date is dated by ours: %o",
    async (headers) => {
      expect(await heard({ headers: { ...headers }, body: "{}" })).toMatchObject({
        answeredAt: Date.parse("2026-11-23T14:00:00Z"),
      });
    },
  );

  test("of any 2xx status and any content type is read", async () => {
    const body = '{"status":"STARTED"}';
    expect(await heard({ status: 203, headers: html, body })).toMatchObject({ status: "STARTED" });
  });

  test("in pieces is read as one, and so is a character that two of them share", async () => {
    const bytes = Buffer.from('{"status":"事"}');
    const middle = bytes.indexOf("事") + 1;
    const server = await serve(() => started);
    // A network may join pieces again.
    const inPieces: typeof fetch = async () =>
      new Response(ReadableStream.from([bytes.subarray(0, middle), bytes.subarray(middle)]));
    const answer = await clientOf(server, { fetch: inPieces }).status("x", "t0ken", never);
    expect(answer.status).toBe("事");
  });
});

type FailureClass = abstract new (...args: never[]) => ApiError;

describe("a failure", () => {
  const table: readonly (readonly [string, Reply, FailureClass, object])[] = [
    [
      "400 of a service",
      { status: 400, body: dto("Bad id.") },
      RefusedError,
      { status: 400, message: "Bad id." },
    ],
    [
      "400 of the gateway",
      {
        status: 400,
        headers: json,
        body: '{"error":"Experimental Header is missing or invalid."}',
      },
      RefusedError,
      { status: 400, message: "Experimental Header is missing or invalid." },
    ],
    [
      "401",
      { status: 401, body: '{"error":"JWT validation failed: JWT is expired"}' },
      UnauthorizedError,
      { message: "JWT validation failed: JWT is expired" },
    ],
    [
      "403",
      { status: 403, body: dto("Not yours.") },
      RefusedError,
      { status: 403, message: "Not yours." },
    ],
    ["404", { status: 404, body: dto("No such id.") }, NotFoundError, { message: "No such id." }],
    [
      "404 of a gateway",
      { status: 404, headers: html, body: gatewayPage },
      NotFoundError,
      { message: "not an answer of the API: an HTML page", isFromService: false },
    ],
    ["200 with NOT_FOUND", { body: '{"start":null,"status":"NOT_FOUND"}' }, NotFoundError, {}],
    ["408", { status: 408 }, TransientError, { message: "HTTP 408", retryAfterMs: undefined }],
    ["409", { status: 409 }, RefusedError, { status: 409, message: "" }],
    ["425", { status: 425 }, TransientError, { message: "HTTP 425" }],
    [
      "500",
      { status: 500, body: dto("An internal fault occurred.") },
      TransientError,
      { message: "HTTP 500" },
    ],
    [
      "502 with HTML",
      { status: 502, headers: html, body: gatewayPage },
      TransientError,
      { message: "HTTP 502" },
    ],
    ["503", { status: 503 }, TransientError, { message: "HTTP 503", retryAfterMs: undefined }],
    [
      "503 with Retry-After",
      { status: 503, headers: { "retry-after": "8" } },
      TransientError,
      { message: "HTTP 503", retryAfterMs: 8000 },
    ],
    ["504", { status: 504 }, TransientError, { message: "HTTP 504" }],
    ["200 with nothing", { body: "" }, TransientError, { message: "answer unreadable" }],
    ["204", { status: 204, headers: {} }, TransientError, { message: "answer unreadable" }],
    [
      "200 with half of a JSON text",
      { body: '{"start":"2026-11-' },
      TransientError,
      { message: "answer unreadable" },
    ],
    [
      "200 with a login page",
      { headers: html, body: gatewayPage },
      TransientError,
      { message: "not an answer of the API: an HTML page" },
    ],
    ["200 with a list", { body: "[]" }, TransientError, { message: "answer unreadable" }],
  ];

  test.for(table)("%s", async ([, reply, failureClass, details]) => {
    const headers = { ...reply.headers, "Slpt-Request-Id": requestId };
    const failure = await heard({ ...reply, headers });
    expect(failure).toBeInstanceOf(failureClass);
    expect(failure).toMatchObject({ ...details, requestId });
  });

  test("without a request id has none", async () => {
    expect(await heard({ status: 500 })).toMatchObject({ requestId: undefined });
  });
});

describe("a 429 asks to wait", () => {
  const date = "Mon, 23 Nov 2026 14:07:31 GMT";

  test.for([
    ["seconds", { "retry-after": "12" }, 12_000],
    [
      "a date, against the answer's own",
      { date, "retry-after": "Mon, 23 Nov 2026 14:07:46 GMT" },
      15_000,
    ],
    ["a date, against our clock", { "retry-after": "Mon, 23 Nov 2026 14:00:20 GMT" }, 20_000],
    ["a date gone by", { date, "retry-after": "Mon, 23 Nov 2026 14:07:30 GMT" }, 0],
    ["not said", {}, 10_000],
    ["garbage", { "retry-after": "soon" }, 10_000],
  ] as const)("%s", async ([, headers, retryAfterMs]) => {
    const body = '{"message":" Rate Limit Exceeded "}';
    const failure = await heard({ status: 429, headers: { ...headers }, body });
    expect(failure).toBeInstanceOf(RateLimitedError);
    expect(failure).toMatchObject({ retryAfterMs });
  });
});

describe("what the tenant says is safe to print", () => {
  // C1 controls, as single bytes: a terminal may take 9B for the beginning of an escape sequence.
  const hostile = "\u009b31mred\u009b0m \u0085x";

  test("in an error's text", async () => {
    const text = "\u001b]0;owned\u0007a\r\n\u001b[2Jb\u202ec\u0000\u009b31md";
    const failure = await heard({ status: 400, body: JSON.stringify({ error: text }) });
    expect(failure).toMatchObject({ message: "a bc d" });
  });

  test("in a status", async () => {
    const body = JSON.stringify({ status: "MERGING\u001b[2J\n\u202eX" });
    expect(await heard({ body })).toMatchObject({ status: "MERGING X" });
  });

  test("in the request id", async () => {
    const failure = await heard({ status: 500, headers: { "Slpt-Request-Id": hostile } });
    expect(failure).toMatchObject({ requestId: "red x" });
  });

  test("in the place a redirect points to", async () => {
    const location = `https://x.example/${hostile}`;
    const failure = await heard({ status: 302, headers: { location } });
    expect(failure).toMatchObject({
      message: "not an answer of the API: a redirect to https://x.example/red x",
    });
  });

  test("however long it is", async () => {
    const failure = await heard({
      status: 400,
      body: JSON.stringify({ error: "x".repeat(90_000) }),
    });
    expect(failure).toMatchObject({ message: `${"x".repeat(499)}…` });
  });
});
