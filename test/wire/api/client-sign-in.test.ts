import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import {
  NoAnswerError,
  RateLimitedError,
  SignInRefusedError,
  TransientError,
} from "../../../src/api/http/errors.ts";
import { clientOf, credentials, type Reply, serve } from "../support/scripted-server.ts";

const never = new AbortController().signal;
const requestId = "d824d908a75c4cdd9968d4e739514c49";

/** What comes of signing in to a tenant that answers so; it is asked once. */
async function signIn(reply: Reply): Promise<unknown> {
  const server = await serve(() => reply);
  const outcome = await clientOf(server)
    .signIn(never)
    .catch((error: unknown) => error);
  expect(server.requests).toHaveLength(1);
  return outcome;
}

describe("a grant", () => {
  test("is the token and its life", async () => {
    const body = '{"access_token":"a.b-c_d~e+f/g=","token_type":"bearer","expires_in":749}';
    expect(await signIn({ body })).toEqual({ accessToken: "a.b-c_d~e+f/g=", expiresInMs: 749_000 });
  });

  test.for<[number, string]>([
    [749_000, '"749"'],
    [749_000, "749.0"],
    [0, "0"],
    [0, "-1"],
    [0, '"-1"'],
  ])("that says its life oddly lives so long: %i ms for %s", async ([expiresInMs, expiresIn]) => {
    const body = `{"access_token":"t0ken","expires_in":${expiresIn}}`;
    expect(await signIn({ body })).toEqual({ accessToken: "t0ken", expiresInMs });
  });

  test.for(["", ',"expires_in":null', ',"expires_in":"soon"', ',"expires_in":{}'])(
    "that does not say how long it lives has no known life: %s",
    async (more) => {
      const body = `{"access_token":"t0ken"${more}}`;
      expect(await signIn({ body })).toEqual({ accessToken: "t0ken", expiresInMs: undefined });
    },
  );

  test.for([
    ["no token", "{}"],
    ["null", '{"access_token":null}'],
    ["an empty token", '{"access_token":""}'],
    ["a number", '{"access_token":7}'],
    ["a line break in the token", String.raw`{"access_token":"a\r\nX-Evil: 1"}`],
    ["a blank in the token", '{"access_token":"a b"}'],
    ["a token no header carries", '{"access_token":"tökeñ"}'],
    ["half of a JSON text", '{"access_token":"a'],
    ["a list", "[]"],
    ["a page", "<html><body>Log in</body></html>"],
    ["nothing", ""],
  ] as const)("with %s cannot be read, and may be asked for again", async ([, body]) => {
    const failure = await signIn({ headers: { "Slpt-Request-Id": requestId }, body });
    expect(failure).toBeInstanceOf(TransientError);
    expect(failure).toMatchObject({ message: "sign-in unreadable, check base URL", requestId });
  });
});

describe("a refusal", () => {
  /** A tenant that repeats what it was sent. */
  const body = JSON.stringify({
    error: "invalid_client",
    error_description: `no client with the secret ${credentials.clientSecret}`,
  });
  const headers = { "Slpt-Request-Id": requestId };

  test.for([400, 401, 403])("%i says to set the client", async (status) => {
    const failure = await signIn({ status, headers, body });
    expect(failure).toBeInstanceOf(SignInRefusedError);
    expect(failure).toMatchObject({
      message: expect.stringMatching(
        new RegExp(
          `^Sign-in refused by 127\\.0\\.0\\.1:\\d+ \\(HTTP ${status}, invalid_client: no client with the secret …, request id ${requestId}\\): .+ ` +
            "Set SAIL_CLIENT_ID and SAIL_CLIENT_SECRET, then start again\\.$",
        ),
      ),
      requestId,
      cause: { kind: expect.stringMatching(/^(?:unauthorized|refused)$/), requestId },
    });
    expect(inspect(failure)).not.toContain(credentials.clientSecret);
  });

  test.for([301, 302, 307, 308, 404, 405, 410])("%i says to set the base URL", async (status) => {
    const location = "https://acme.identitynow.com/login";
    const failure = await signIn({ status, headers: { ...headers, location }, body });
    expect(failure).toBeInstanceOf(SignInRefusedError);
    expect(failure).toMatchObject({
      message: expect.stringMatching(
        new RegExp(
          `^No sign-in at 127\\.0\\.0\\.1:\\d+ \\(HTTP ${status}, .+, request id ${requestId}\\): .+ ` +
            "[Ss]et SAIL_BASE_URL to https://\\{tenant\\}\\.api\\.identitynow\\.com, then start again\\.$",
        ),
      ),
      requestId,
    });
    expect(inspect(failure)).not.toContain(credentials.clientSecret);
  });
});

test.for([
  ["a page", 401, "<html>Log in</html>"],
  ["a page", 403, "<html>Blocked</html>"],
  ["a text", 403, "Blocked by policy 7"],
  ["nothing", 403, ""],
] as const)("%s with %i is not blamed on the secret", async ([, status, body]) => {
  const failure = await signIn({ status, body });
  expect(failure).toBeInstanceOf(SignInRefusedError);
  expect(failure).toMatchObject({
    message: expect.stringMatching(new RegExp(`^No sign-in at .*\\(HTTP ${status}`)),
  });
  expect(inspect(failure)).not.toMatch(/secret|revoked|SAIL_CLIENT/);
});

describe("no refusal", () => {
  test("429 makes signing in wait", async () => {
    const failure = await signIn({ status: 429, headers: { "retry-after": "7" } });
    expect(failure).toBeInstanceOf(RateLimitedError);
    expect(failure).toMatchObject({ retryAfterMs: 7000 });
  });

  test.for([408, 500, 502, 504])("%i may pass", async (status) => {
    const failure = await signIn({ status });
    expect(failure).toBeInstanceOf(TransientError);
    expect(failure).toMatchObject({ message: `HTTP ${status}` });
  });

  test("503 may pass, at the time it names", async () => {
    const failure = await signIn({ status: 503, headers: { "retry-after": "8" } });
    expect(failure).toBeInstanceOf(TransientError);
    expect(failure).toMatchObject({ message: "HTTP 503", retryAfterMs: 8000 });
  });

  test("a connection that breaks may pass", async () => {
    const server = await serve(() => "reset");
    const failure = clientOf(server).signIn(never);
    await expect(failure).rejects.toBeInstanceOf(NoAnswerError);
    await expect(failure).rejects.toThrow(/^ECONNRESET$/);
  });
});
