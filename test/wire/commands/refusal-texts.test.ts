import { describe, expect, test } from "vitest";
import { isApiError, NoAnswerError } from "../../../src/api/http/errors.ts";
import { createRunningFinder } from "../../../src/api/endpoints/running-aggregations.ts";
import { createSourceFinder } from "../../../src/api/endpoints/sources.ts";
import { failureLine } from "../../../src/commands/tenant/look-up-failure.ts";
import { sendStart } from "../../../src/commands/starting/send-start.ts";
import { createClient } from "../../../src/client/client.ts";
import { inventedClock } from "../../support/invented/clock.ts";
import { inventedTenant } from "../../support/invented/tenant.ts";
import { apiOf, serviceError } from "../support/scripted-api.ts";
import { type Reply, serve } from "../support/scripted-server.ts";

const requestId = "d824d908a75c4cdd9968d4e739514c49";
const source = { id: "s1", name: "HR", isDelimitedFile: false };
const start = { disableOptimization: false };

type PollConditions = (api: ReturnType<typeof apiOf>) => Promise<unknown>;

const starting: PollConditions = (api) => sendStart(api, source, start, () => undefined);
const listing: PollConditions = (api) => createRunningFinder(api)();
const finding: PollConditions = (api) => createSourceFinder(api).first();

/** What stands on stderr, and the exit code, where a tenant answers so. */
async function said(reply: Reply, asking: PollConditions) {
  const headers = { "slpt-request-id": requestId, ...reply.headers };
  const server = await serve(() => ({ ...reply, headers }));
  const error = await asking(apiOf(server)).catch((failure: unknown) => failure);
  return lineOf(error);
}

async function lineOf(error: unknown) {
  if (!isApiError(error)) throw error;
  const clock = inventedClock();
  const client = createClient(inventedTenant(clock, {}), { clock, random: () => 0 });
  return failureLine(error, client);
}

describe("a 403", () => {
  const refusal = { status: 403, body: serviceError("You may not do that.") };

  test.for([
    ["a start", starting, "idn:sources:manage"],
    ["a list of tasks", listing, "idn:task-management:read"],
    ["a list of sources", finding, "idn:sources:read"],
  ] as const)("on %s names what that takes and keeps the tenant's text", async (one) => {
    const [, asking, scope] = one;
    expect(await said(refusal, asking)).toEqual({
      code: 4,
      line:
        `this needs the scope ${scope}, or sp:scopes:all, and a user who is ORG_ADMIN, ` +
        "SOURCE_ADMIN or SOURCE_SUBADMIN (HTTP 403 from acme.api.identitynow.com, " +
        `You may not do that) (request id ${requestId})`,
    });
  });

  test.for([starting, listing, finding])("of a firewall blames no scope", async (asking) => {
    const headers = { "content-type": "text/html" };
    const { line } = await said({ status: 403, headers, body: "<html>Blocked</html>" }, asking);
    expect(line).toContain("not an answer of the API: an HTML page");
    expect(line).toContain("the proxy and the firewall");
    expect(line).not.toMatch(/scope|secret|token|ADMIN/);
  });
});

test("a refused start of a delimited-file source says first what to give", async () => {
  const headers = { "slpt-request-id": requestId };
  const server = await serve(() => ({
    status: 400,
    headers,
    body: serviceError("File is required."),
  }));
  const files = { ...source, name: "Contractors", isDelimitedFile: true };
  const failure = sendStart(apiOf(server), files, start, () => undefined);
  expect(await lineOf(await failure.catch((error: unknown) => error))).toEqual({
    code: 1,
    line:
      "Contractors is a delimited-file source: give --file accounts.csv (HTTP 400 from " +
      `acme.api.identitynow.com, File is required) (request id ${requestId})`,
  });
});

test("a redirect of a look-up is no answer: code 3, with what to check", async () => {
  const headers = { location: "https://acme.identitynow.com/login" };
  expect(await said({ status: 302, headers }, finding)).toMatchObject({
    code: 3,
    line: expect.stringContaining(
      "(HTTP 302 from acme.api.identitynow.com, not an answer of the API: a redirect to " +
        "https://acme.identitynow.com/login)",
    ),
  });
});

test("where the tenant cannot be reached, what to do comes first", async () => {
  const error = new NoAnswerError("ENOTFOUND", { advice: "check the name" });
  expect(await lineOf(error)).toEqual({
    code: 3,
    line: "check the name (no answer from acme.api.identitynow.com: ENOTFOUND)",
  });
});
