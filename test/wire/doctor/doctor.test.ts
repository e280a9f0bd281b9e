import { describe, expect, test } from "vitest";
import type { ApiVersion } from "../../../src/api/http/paths.ts";
import { readSelection, type TenantFlags } from "../../../src/tenant-config/selection.ts";
import { type Check, checkLines, doctorExitCode } from "../../../src/doctor/check.ts";
import { diagnose, type Patient } from "../../../src/doctor/diagnose.ts";
import { systemClock } from "../../../src/time/clock.ts";
import { type Belongings, inventedConfig } from "../../support/invented/config.ts";
import { tokenOf } from "../../support/token-of.ts";
import {
  type Act,
  type Reply,
  type Script,
  type SeenRequest,
  serve,
} from "../support/scripted-server.ts";
import { rig } from "../support/simulator-support.ts";

const never = new AbortController().signal;
const secret = "canary-secret-7f3a";
const client = { SAIL_CLIENT_ID: "c1", SAIL_CLIENT_SECRET: secret };
const userToken = tokenOf({ client_id: "c1", user_name: "sp.admin" });
const noUserToken = tokenOf({ client_id: "c1" });
const notFound: Reply = { status: 404, body: '{"messages":[{"text":"no"}]}' };

/** Knows no aggregation, and has no tasks and no sources. */
function empty({ url }: Pick<SeenRequest, "url">): Reply {
  return isList(url) ? { body: "[]" } : notFound;
}

function isList(url: string): boolean {
  return /\/task-status|\/sources/.test(url);
}

/** All that the doctor says, and its exit code. No secret may be in it. */
async function examined(
  belongings: Belongings,
  flags: TenantFlags & { readonly apiVersion?: ApiVersion } = {},
  lookup: Patient["lookup"] = async () => ["192.0.2.1", "192.0.2.2"],
) {
  const world = inventedConfig(belongings);
  const { apiVersion: version = "v2024", ...named } = flags;
  const selection = readSelection(named);
  const checks: Check[] = [];
  const delays: string[] = [];
  const deps = {
    clock: systemClock,
    random: () => 0,
    delayed: (text: string) => delays.push(text),
  };
  const patient = { selection, version, world, lookup, ...deps };
  for await (const check of diagnose(patient, never)) checks.push(check);
  const text = checks.flatMap(checkLines).join("\n");
  expect([secret, userToken, noUserToken].filter((one) => text.includes(one))).toEqual([]);
  const verdicts = Object.fromEntries(checks.map(({ name, verdict }) => [name, verdict]));
  const of = (name: string) => checks.find((check) => check.name === name);
  return { text, verdicts, of, delays, code: doctorExitCode(checks) };
}

/** A tenant that gives this token and answers so to everything but signing in. */
async function tenantOf(accessToken: string, script: Script) {
  const grant = { body: JSON.stringify({ access_token: accessToken, expires_in: 749 }) };
  const server = await serve((request, times) =>
    request.method === "POST" ? grant : script(request, times),
  );
  return { ...client, SAIL_BASE_URL: server.baseUrl.href };
}

/** A tenant that refuses to sign anybody in, so. */
async function refusing(reply: Reply) {
  const server = await serve(({ method }) => (method === "POST" ? reply : notFound));
  return { ...client, SAIL_BASE_URL: server.baseUrl.href };
}

test("what only reads is sent again, and each attempt is said", async () => {
  const server = await serve(({ url }, times): Act => {
    if (times === 1 && !isList(url)) return url === "/" ? "reset" : { status: 503 };
    if (url !== "/oauth/token") return empty({ url });
    return { body: JSON.stringify({ access_token: userToken, expires_in: 749 }) };
  });
  const { host } = server.baseUrl;
  const { verdicts, delays } = await examined({
    env: { ...client, SAIL_BASE_URL: server.baseUrl.href },
  });
  expect(verdicts).toEqual({ ...allGood, clock: "unchecked" });
  const again = "attempt 2 of 5 in 1s; Ctrl-C to quit";
  expect(delays).toEqual([
    `request to ${host} failed (ECONNRESET), ${again}`,
    `request to ${host} failed (HTTP 503), ${again}`,
    `request to ${host} failed (HTTP 503), ${again}`,
  ]);
});

const allGood = {
  configuration: "good",
  "DNS and TLS": "good",
  "sign-in": "good",
  "user context": "good",
  permission: "good",
  tasks: "good",
  sources: "good",
  commands: "good",
  clock: "good",
};

describe("of a tenant that works", () => {
  test("everything is good", async () => {
    const { simulator } = await rig("normal");
    const { clock: _, ...others } = allGood;
    const { verdicts, of, code } = await examined({
      env: {
        SAIL_BASE_URL: simulator.baseUrl,
        SAIL_CLIENT_ID: simulator.clientId,
        SAIL_CLIENT_SECRET: simulator.clientSecret,
      },
    });
    expect(verdicts).toMatchObject(others);
    expect(code).toBe(0);
    expect(of("configuration")?.found.slice(0, 2)).toEqual([
      `base URL ${simulator.baseUrl}/ from SAIL_BASE_URL`,
      "credentials from SAIL_CLIENT_ID and SAIL_CLIENT_SECRET",
    ]);
    expect(of("DNS and TLS")?.found).toEqual(["127.0.0.1; this computer, so no TLS needed"]);
    expect(of("sign-in")?.found).toEqual(["token valid for 12h 00m"]);
    const client = `${simulator.clientId.slice(0, 8)}…`;
    expect(of("user context")?.found).toEqual([`acts for simulated.admin, as client ${client}`]);
    expect(of("permission")?.found).toEqual(["can read the status of aggregations"]);
  });

  test("the id asked about is made up, of the API's form", async () => {
    const urls: string[] = [];
    const env = await tenantOf(userToken, ({ url }) => {
      urls.push(url);
      return { ...empty({ url }), headers: { date: new Date().toUTCString() } };
    });
    expect((await examined({ env })).verdicts).toEqual(allGood);
    expect(urls).toEqual([
      "/",
      `/v2024/account-aggregations/${"0".repeat(32)}/status`,
      "/v2024/task-status?sorters=-created&limit=1&offset=0",
      "/v2024/sources?sorters=name&limit=1&offset=0",
    ]);
  });

  test("on this computer is asked without the proxy", async () => {
    const HTTPS_PROXY = "127.0.0.1:1";
    const env = { ...(await tenantOf(userToken, empty)), HTTPS_PROXY, HTTP_PROXY: "p" };
    const { of, code } = await examined({ env });
    expect(of("DNS and TLS")?.found).toEqual(["127.0.0.1; this computer, so no TLS needed"]);
    expect(code).toBe(0);
  });

  test("an answer to nothing in particular may be of any size and kind", async () => {
    const page: Reply = { body: "x".repeat(1024 * 1024 + 1) };
    const env = await tenantOf(userToken, ({ url }) => (url === "/" ? page : empty({ url })));
    const { of, code } = await examined({ env });
    expect(of("DNS and TLS")?.verdict).toBe("good");
    expect(code).toBe(0);
  });

  test("a file that others may read is told, and does no harm", async () => {
    const { SAIL_BASE_URL: BaseURL } = await tenantOf(userToken, empty);
    const configJson = { BaseURL, ClientId: "c1", ClientSecret: secret };
    const { of, code } = await examined({ configJson, isOpenToOthers: true });
    expect(of("configuration")).toMatchObject({
      verdict: "note",
      advice: expect.stringContaining("chmod 600 ./config.json"),
    });
    expect(code).toBe(0);
  });

  test("a clock more than 30 s off is told", async () => {
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    const env = await tenantOf(userToken, (request) => ({ ...empty(request), headers: { date } }));
    const { of, code } = await examined({ env });
    expect(of("clock")).toMatchObject({ verdict: "note" });
    expect(of("clock")?.found[0]).toMatch(
      /^this computer is (?:59m 5\ds|1h 00m) behind the tenant$/,
    );
    expect(code).toBe(0);
  });
});

describe("without a configuration", () => {
  const unchecked = {
    configuration: "bad",
    "DNS and TLS": "unchecked",
    "sign-in": "unchecked",
    "user context": "unchecked",
    permission: "unchecked",
    tasks: "unchecked",
    sources: "unchecked",
    commands: "unchecked",
    clock: "unchecked",
  };

  test("what to set is said, and what was not checked", async () => {
    const { verdicts, of, code } = await examined({});
    expect(verdicts).toEqual(unchecked);
    expect(of("configuration")?.advice).toMatch(/^set SAIL_BASE_URL, SAIL_CLIENT_ID and SAIL_/);
    expect(code).toBe(2);
  });

  test.for([
    [
      "unreadable YAML",
      { configYaml: `environments:\n\t${secret}` },
      {},
      "is not valid YAML (line 2)",
    ],
    ["unreadable JSON", { configJson: `{"ClientSecret":"${secret}"` }, {}, "./config.json is not"],
    ["half a client", { env: { SAIL_CLIENT_SECRET: secret } }, {}, "SAIL_CLIENT_ID is not"],
    ["an unknown environment", { configYaml: "environments: {a: }" }, { env: "b" }, "it has: a"],
    [
      "no keyring",
      { configYaml: "activeenvironment: a\nenvironments: {a: {baseurl: 'https://a.example'}}" },
      {},
      "set SAIL_CLIENT_ID and SAIL_CLIENT_SECRET",
    ],
    [
      "a proxy that is none",
      {
        env: { ...client, SAIL_BASE_URL: "https://a.example", HTTPS_PROXY: `socks://${secret}@p` },
      },
      {},
      "HTTPS_PROXY is not a supported proxy address",
    ],
  ] as const)("%s is told", async ([, belongings, flags, words]) => {
    const { verdicts, of, code } = await examined(belongings, flags);
    expect(verdicts).toEqual(unchecked);
    expect(of("configuration")?.advice).toContain(words);
    expect(code).toBe(2);
  });

  test("the keyring's fault is told where the CLI was asked", async () => {
    const configYaml = "activeenvironment: a\nenvironments: {a: {baseurl: 'https://a.example'}}";
    const { text } = await examined({ configYaml });
    expect(text).toContain(
      "~/.sailpoint/config.yaml: environment a (activeenvironment); the keyring cannot be read " +
        "(no secret service); store a personal access token: sail set pat --env a, gives base URL",
    );
  });
});

describe("a tenant that cannot be reached", () => {
  const unreached = {
    configuration: "good",
    "DNS and TLS": "bad",
    "sign-in": "unchecked",
    "user context": "unchecked",
    permission: "unchecked",
    tasks: "unchecked",
    sources: "unchecked",
    commands: "unchecked",
    clock: "unchecked",
  };

  test("for want of a name is told so, and is never asked", async () => {
    const env = { ...client, SAIL_BASE_URL: "https://acme.api.identitynow.com" };
    const fault = Object.assign(new Error("no"), { code: "ENOTFOUND" });
    const { verdicts, of, code } = await examined({ env }, {}, () => Promise.reject(fault));
    expect(verdicts).toEqual(unreached);
    expect(of("DNS and TLS")).toMatchObject({
      found: ["no address for acme.api.identitynow.com: ENOTFOUND"],
      advice: expect.stringContaining("check the tenant's name"),
    });
    expect(code).toBe(2);
  });

  test("for want of a connection is told so", async () => {
    const server = await serve(() => "reset");
    const env = { ...client, SAIL_BASE_URL: server.baseUrl.href };
    const { verdicts, of, code } = await examined({ env });
    expect(verdicts).toEqual(unreached);
    expect(of("DNS and TLS")?.found).toEqual(["127.0.0.1: ECONNRESET"]);
    expect(code).toBe(2);
  });

  test("by TLS, where none is spoken, is told so", async () => {
    const server = await serve(() => notFound);
    const url = `https://127.0.0.1:${server.baseUrl.port}`;
    const { of, code } = await examined({ env: { ...client, SAIL_BASE_URL: url } });
    expect(of("DNS and TLS")?.advice).toBe(
      "that port does not speak TLS: check it in the base URL",
    );
    expect(code).toBe(2);
  });
});

describe("signing in", () => {
  test.for([
    ["a wrong secret", { status: 401 }, 4, "refused", "the client secret from SAIL_CLIENT_ID"],
    ["another address", { status: 404 }, 4, "refused", "does not look like a tenant's API"],
    [
      "a limit",
      { status: 429, headers: { "retry-after": "7" } },
      4,
      "rate limited (429) for 7s",
      "another program",
    ],
    ["a fault", { status: 503 }, 4, "HTTP 503", "try again"],
  ] as const)("that ends with %s is told so", async ([, reply, exitCode, found, words]) => {
    const { verdicts, of, code } = await examined({ env: await refusing(reply) });
    expect(verdicts).toMatchObject({
      "sign-in": "bad",
      "user context": "unchecked",
      permission: "unchecked",
    });
    expect(of("sign-in")?.found).toEqual([found]);
    expect(of("sign-in")?.advice).toContain(words);
    expect(code).toBe(exitCode);
  });

  test("that is cut off is a fault of the way there", async () => {
    const server = await serve(({ method }) => (method === "POST" ? "reset" : notFound));
    const { of, code } = await examined({ env: { ...client, SAIL_BASE_URL: server.baseUrl.href } });
    expect(of("sign-in")).toMatchObject({ verdict: "bad", found: ["ECONNRESET"] });
    expect(code).toBe(2);
  });

  test("names where a refused secret comes from", async () => {
    const { SAIL_BASE_URL: BaseURL } = await refusing({ status: 401 });
    const configJson = { BaseURL, ClientId: "c1", ClientSecret: secret };
    const { of } = await examined({ configJson });
    expect(of("sign-in")?.advice).toContain("the client secret from ./config.json may be wrong");
  });
});

describe("a token without a user", () => {
  test("is told that a personal access token is needed, where 403 comes of it", async () => {
    const env = await tenantOf(noUserToken, ({ url }) =>
      url === "/" ? notFound : { status: 403 },
    );
    const { of, code } = await examined({ env });
    expect(of("user context")).toMatchObject({
      verdict: "note",
      advice: expect.stringContaining("personal access token"),
    });
    expect(of("permission")).toMatchObject({
      verdict: "bad",
      found: ["HTTP 403"],
      advice: expect.stringContaining("personal access token"),
    });
    expect(code).toBe(4);
  });

  test("is no fault where the tenant does not mind", async () => {
    const env = await tenantOf(noUserToken, empty);
    expect((await examined({ env })).code).toBe(0);
  });

  test("cannot be told of a token that cannot be looked into", async () => {
    const env = await tenantOf("opaque", empty);
    const { of, code } = await examined({ env });
    expect(of("user context")).toMatchObject({ verdict: "note" });
    expect(code).toBe(0);
  });
});

describe("permission", () => {
  test.for([
    [403, '{"messages":[{"text":"forbidden"}]}', "HTTP 403 forbidden", "ORG_ADMIN", 4],
    [409, '{"error":"odd"}', "HTTP 409 odd", "SailPoint support", 4],
    [
      403,
      "<html>Blocked</html>",
      "HTTP 403 not an answer of the API: an HTML page",
      "the proxy and the firewall",
      4,
    ],
    [500, "", "HTTP 500", "try again", 4],
  ] as const)("that ends with %i is told so", async ([status, body, found, words, exitCode]) => {
    const env = await tenantOf(userToken, ({ url }) => (url === "/" ? notFound : { status, body }));
    const { of, code } = await examined({ env });
    expect(of("permission")).toMatchObject({ verdict: "bad", found: [found] });
    expect(of("permission")?.advice).toContain(words);
    expect(code).toBe(exitCode);
  });

  test("of a ready token that has expired is told what to get", async () => {
    const server = await serve(({ url }) =>
      url === "/" ? notFound : { status: 401, body: '{"error":"JWT is expired"}' },
    );
    const env = { SAIL_BASE_URL: server.baseUrl.href, SAIL_ACCESS_TOKEN: userToken };
    const { of, code } = await examined({ env });
    expect(of("sign-in")).toMatchObject({ verdict: "good", found: ["token available"] });
    expect(of("permission")).toMatchObject({
      found: ["HTTP 401 JWT is expired"],
      advice: expect.stringContaining("get a new one"),
    });
    expect(code).toBe(4);
    expect(server.requests.map(({ method }) => method)).not.toContain("POST");
  });
});

describe("what the commands need", () => {
  const forbidden: Reply = { status: 403, body: '{"messages":[{"text":"Not yours."}]}' };
  const script =
    (...refused: readonly string[]): Script =>
    (request) =>
      refused.some((part) => request.url.includes(part)) ? forbidden : empty(request);

  test("is tried in the version in force, with one entry of each list", async () => {
    const urls: string[] = [];
    const env = await tenantOf(userToken, (request) => {
      urls.push(request.url);
      return empty(request);
    });
    const { verdicts, of } = await examined({ env }, { apiVersion: "v1" });
    expect(verdicts).toMatchObject({ tasks: "good", sources: "good", commands: "good" });
    expect(urls.slice(1)).toEqual([
      `/account-aggregations/v1/${"0".repeat(32)}/status`,
      "/task-status/v1?sorters=-created&limit=1&offset=0",
      "/sources/v1?sorters=name&limit=1&offset=0",
    ]);
    expect(of("commands")?.found).toEqual([
      "will work: aggwatch ID, verdicts, list, sources, --follow, --source, start",
      "not tested: the scope idn:sources:manage, which start also needs",
    ]);
  });

  test.for([
    [
      ["task-status"],
      { tasks: "note", sources: "good" },
      [
        "will work: aggwatch ID",
        "will not work: verdicts, list, sources, --follow, --source, start",
      ],
      0,
    ],
    [
      ["/sources"],
      { tasks: "good", sources: "note" },
      [
        "will work: aggwatch ID, verdicts, list, --follow",
        "will not work: sources, --source, start",
      ],
      0,
    ],
    [
      ["/status", "task-status", "/sources"],
      { permission: "bad", tasks: "note", sources: "note" },
      ["will not work: aggwatch ID, verdicts, list, sources, --follow, --source, start"],
      4,
    ],
  ] as const)("is said to work or not: without %s", async ([refused, some, lines, exitCode]) => {
    const env = await tenantOf(userToken, script(...refused));
    const { verdicts, of, code } = await examined({ env });
    expect(verdicts).toMatchObject({ ...some, commands: "note" });
    expect(of("commands")?.found.filter((line) => line.startsWith("will"))).toEqual(lines);
    expect(code).toBe(exitCode);
  });

  test("is named where it is forbidden, with what the tenant says", async () => {
    const env = await tenantOf(userToken, script("task-status", "/sources"));
    const { of } = await examined({ env });
    expect(of("tasks")).toMatchObject({
      found: ["HTTP 403 Not yours."],
      advice: expect.stringContaining("the scope idn:task-management:read"),
    });
    expect(of("sources")?.advice).toContain("the scope idn:sources:read");
  });

  test("is not there in a version that the tenant does not know, which is said", async () => {
    const gone: Reply = { status: 404, body: '{"error":"Not Found"}' };
    const env = await tenantOf(userToken, () => gone);
    const { of, code } = await examined({ env }, { apiVersion: "v2026" });
    expect(of("tasks")).toMatchObject({
      verdict: "bad",
      advice: "the tenant does not know API version v2026; try without --api-version",
    });
    expect(code).toBe(2);
  });

  test.for([400, 404])(
    "status: %i for a made-up id says that it was looked for",
    async (status) => {
      const env = await tenantOf(userToken, (request) =>
        request.url.includes("/status") && !isList(request.url)
          ? { status, body: '{"messages":[{"text":"no such id"}]}' }
          : empty(request),
      );
      expect((await examined({ env })).of("permission")?.verdict).toBe("good");
    },
  );
});
