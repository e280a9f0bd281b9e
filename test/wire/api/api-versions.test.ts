import { expect, test } from "vitest";
import { NotFoundError, TransientError } from "../../../src/api/http/errors.ts";
import { apiVersions } from "../../../src/api/http/paths.ts";
import { createTenant } from "../../../src/api/tenant.ts";
import {
  knowsVersion,
  notFoundHint,
  unknownVersionText,
} from "../../../src/api/endpoints/version-check.ts";
import { systemClock } from "../../../src/time/clock.ts";
import { apiOf, serviceError } from "../support/scripted-api.ts";
import { credentials, serve, started } from "../support/scripted-server.ts";

const never = new AbortController().signal;
const gatewayPage = "<html><body>404 Not Found</body></html>";

test("each version is asked on its own path, with the same headers", async () => {
  const server = await serve(() => started);
  for (const version of apiVersions) {
    const deps = { clock: systemClock, fetch };
    const tenant = createTenant(server.baseUrl, credentials, deps, version);
    await tenant.status("x", "t0ken", never);
    expect(tenant.version).toBe(version);
  }
  expect(server.requests.map(({ url }) => url)).toEqual([
    "/v2024/account-aggregations/x/status",
    "/v2025/account-aggregations/x/status",
    "/v2026/account-aggregations/x/status",
    "/account-aggregations/v1/x/status",
    "/beta/account-aggregations/x/status",
  ]);
  for (const { headers } of server.requests) {
    expect(headers).toMatchObject({
      accept: "application/json",
      authorization: "Bearer t0ken",
      "x-sailpoint-experimental": "true",
    });
  }
});

test("a query's spaces, quotation marks and plus signs arrive as they are", async () => {
  const server = await serve(() => ({ body: "[]" }));
  const filters = String.raw`name eq "a+b \"c\" & d%"`;
  await apiOf(server).ask({ method: "GET", path: "v2024/sources", query: { filters } });
  const { url = "" } = server.requests[0] ?? {};
  expect(url).not.toMatch(/[+ "]/);
  expect(new URL(url, "http://x").searchParams.get("filters")).toBe(filters);
});

test("what repeats our token does not repeat it to people", async () => {
  const body = '{"error":"Bearer t0ken is not for this"}';
  const server = await serve(() => ({ status: 400, body }));
  const request = { method: "GET", path: "v2024/sources" } as const;
  await expect(apiOf(server).ask(request)).rejects.toMatchObject({
    message: "Bearer … is not for this",
  });
});

test.each([
  ["answers", 200, "[]", true],
  ["refuses the user", 403, serviceError("Not yours."), true],
  ["refuses the request", 400, '{"error":"bad"}', true],
  ["says 404 by its service", 404, serviceError("No such thing."), true],
  ["says 404 by its gateway", 404, '{"error":"Not Found"}', false],
  ["says 404 with a page", 404, gatewayPage, false],
  ["says 404 with nothing", 404, "", false],
])("a tenant that %s tells whether it knows the version", async (_, status, body, isKnown) => {
  const server = await serve(() => ({ status, body }));
  expect(await knowsVersion(apiOf(server, "v2026"))).toBe(isKnown);
  expect(server.requests.map(({ url }) => url)).toEqual(["/v2026/task-status?limit=1"]);
});

test("a tenant that is out of order tells nothing of the version", async () => {
  const server = await serve(() => ({ status: 500 }));
  await expect(knowsVersion(apiOf(server))).rejects.toBeInstanceOf(TransientError);
});

test("a gateway's 404 for an aggregation has two readings, a service's has one", async () => {
  const hintOf = async (body: string) => {
    const server = await serve(() => ({ status: 404, body }));
    const tenant = createTenant(server.baseUrl, credentials, { clock: systemClock, fetch }, "v1");
    const failure = await tenant.status("x", "t0ken", never).catch((error: unknown) => error);
    return failure instanceof NotFoundError ? notFoundHint(failure, "v1") : failure;
  };
  expect(await hintOf(serviceError("No such id."))).toBeUndefined();
  expect(await hintOf('{"error":"Not Found"}')).toBe(
    "the 404 is the gateway's: either the id or API version v1 is unknown there",
  );
  expect(await hintOf(gatewayPage)).toBe(
    "the 404 is not an answer of the API: an HTML page; check the base URL: either the id or " +
      "API version v1 is unknown there",
  );
});

test("the status NOT_FOUND is the service's word", async () => {
  const server = await serve(() => ({ body: '{"start":null,"status":"NOT_FOUND"}' }));
  const tenant = createTenant(server.baseUrl, credentials, { clock: systemClock, fetch });
  await expect(tenant.status("x", "t0ken", never)).rejects.toMatchObject({ isFromService: true });
});

test("an unknown version is named, with what to try", () => {
  expect(unknownVersionText("v2026")).toBe(
    "the tenant does not know API version v2026; try without --api-version",
  );
  expect(unknownVersionText("v2024")).toBe(
    "the tenant does not know API version v2024; try another --api-version",
  );
});
