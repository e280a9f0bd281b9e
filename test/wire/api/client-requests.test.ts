import { expect, test } from "vitest";
import { createTenant } from "../../../src/api/tenant.ts";
import { systemClock } from "../../../src/time/clock.ts";
import { clientOf, credentials, serve, started } from "../support/scripted-server.ts";

const never = new AbortController().signal;
const grant = { body: '{"access_token":"t0ken","expires_in":749}' };

test("a status is one GET, with the bearer, and without a body", async () => {
  const server = await serve(() => started);
  await clientOf(server).status("2c91808477a6b0c60177a81146b8110b", "t0ken", never);
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]).toMatchObject({
    method: "GET",
    url: "/v2024/account-aggregations/2c91808477a6b0c60177a81146b8110b/status",
    headers: {
      accept: "application/json",
      authorization: "Bearer t0ken",
      "x-sailpoint-experimental": "true",
    },
    body: "",
  });
});

test.for([
  "a/b",
  "a?b=c",
  "a#b",
  "a b",
  "a%2Fb",
  "%2e%2e",
  "../../oauth/token",
  "..;",
  "ä𝒳",
  "a\\b",
  "a:b@c",
  "~!*'()+&",
])("an id is one segment of the path, whatever it is: %s", async (id) => {
  const server = await serve(() => started);
  await clientOf(server).status(id, "t0ken", never);
  const segments = server.requests[0]?.url.split("/") ?? [];
  expect(segments.map(decodeURIComponent)).toEqual([
    "",
    "v2024",
    "account-aggregations",
    id,
    "status",
  ]);
  expect(server.requests[0]?.url).not.toMatch(/[?#\\ ]/);
});

test("signing in is one POST of a form, and only its body has the secret", async () => {
  const server = await serve(() => grant);
  await clientOf(server).signIn(never);
  expect(server.requests).toHaveLength(1);
  const [request] = server.requests;
  expect(request).toMatchObject({
    method: "POST",
    url: "/oauth/token",
    headers: { accept: "application/json" },
  });
  const { headers = {}, body } = request ?? {};
  expect(headers["content-type"]).toMatch(/^application\/x-www-form-urlencoded\b/);
  expect(headers).not.toHaveProperty("authorization");
  expect(JSON.stringify(headers)).not.toContain(credentials.clientSecret);
  expect([...new URLSearchParams(body)]).toEqual([
    ["grant_type", "client_credentials"],
    ["client_id", credentials.clientId],
    ["client_secret", credentials.clientSecret],
  ]);
});

test("a secret of any characters arrives as it is", async () => {
  const clientSecret = "a&client_id=x +%26=ä\u{1d4b3};\"'";
  const server = await serve(() => grant);
  const odd = { clientId: "c1", clientSecret };
  await createTenant(server.baseUrl, odd, { clock: systemClock, fetch }).signIn(never);
  const form = new URLSearchParams(server.requests[0]?.body);
  expect(form.get("client_secret")).toBe(clientSecret);
  expect(form.getAll("client_id")).toEqual(["c1"]);
});

test("a path in the base URL stays in front of every path", async () => {
  const server = await serve(({ method }) => (method === "POST" ? grant : started));
  const behindProxy = { ...server, baseUrl: new URL("isc/", server.baseUrl) };
  const tenant = clientOf(behindProxy);
  await tenant.signIn(never);
  await tenant.status("x", "t0ken", never);
  expect(server.requests.map(({ url }) => url)).toEqual([
    "/isc/oauth/token",
    "/isc/v2024/account-aggregations/x/status",
  ]);
});

test("the host is named with its port, and without the path", async () => {
  const server = await serve(() => started);
  expect(clientOf({ ...server, baseUrl: new URL("isc/", server.baseUrl) }).host).toBe(
    `127.0.0.1:${server.baseUrl.port}`,
  );
});
