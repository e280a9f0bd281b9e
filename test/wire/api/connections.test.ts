import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { openConnections } from "../../../src/api/http/connections.ts";
import { createTenant } from "../../../src/api/tenant.ts";
import { readProxies } from "../../../src/api/http/proxies.ts";
import { systemClock } from "../../../src/time/clock.ts";
import { createWatcher } from "../../../src/watch/watcher.ts";
import { serveTls } from "../support/self-made-tls.ts";
import {
  type Act,
  clientOf,
  credentials,
  type Script,
  serve,
  started,
} from "../support/scripted-server.ts";
import { serveTunnel } from "../support/tunnel.ts";

const never = new AbortController().signal;
const grant = { body: '{"access_token":"t0ken","expires_in":749}' };
const answers: Script = ({ method }) => (method === "POST" ? grant : started);
const tenantUrl = new URL("https://acme.api.identitynow.com/");

/** A client whose environment has these variables. */
function clientWith(env: Readonly<Record<string, string>>, baseUrl = tenantUrl) {
  const { fetch } = openConnections(readProxies(env));
  return createTenant(baseUrl, credentials, { clock: systemClock, fetch });
}

/** A port of this computer on which nobody listens any more. */
async function deafPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

describe("one connection", () => {
  test("is open before the first request has its turn, and serves that", async () => {
    const server = await serve(answers);
    const connections = openConnections(readProxies({}));
    const deps = { clock: systemClock, ...connections };
    const tenant = createTenant(server.baseUrl, credentials, deps);
    await tenant.ready();
    await expect.poll(server.connections).toBe(1);
    expect(server.requests).toEqual([]);
    await tenant.signIn(never);
    expect(server.requests).toHaveLength(1);
    expect(server.connections()).toBe(1);
  });

  test("that cannot be opened beforehand is the first request's to tell of", async () => {
    const baseUrl = new URL(`http://127.0.0.1:${await deafPort()}/`);
    const deps = { clock: systemClock, ...openConnections(readProxies({})) };
    const tenant = createTenant(baseUrl, credentials, deps);
    await tenant.ready();
    await expect(tenant.signIn(never)).rejects.toThrow("ECONNREFUSED");
  });

  test("serves a watch that asks every 5 s", async () => {
    const enough = Promise.withResolvers<void>();
    const server = await serve((request, times) => {
      if (request.method === "GET" && times === 3) enough.resolve();
      return answers(request, times);
    });
    const tenant = clientWith({}, server.baseUrl);
    const watcher = createWatcher(
      [{ id: "x", label: undefined }],
      { intervalMs: 5000, stallAfterMs: undefined },
      { tenant, clock: systemClock, random: Math.random },
    );
    const leave = new AbortController();
    const run = watcher.run(leave.signal).catch((error: unknown) => error);
    await enough.promise;
    leave.abort();
    await run;
    expect(server.requests).toHaveLength(4);
    expect(server.connections()).toBe(1);
  });

  test("serves the next request as soon as it has brought an answer", async () => {
    const server = await serve(answers);
    const tenant = clientWith({}, server.baseUrl);
    const { accessToken } = await tenant.signIn(never);
    await tenant.status("x", accessToken, never);
    await tenant.status("x", accessToken, never);
    expect(server.connections()).toBe(1);
  });

  test("that broke is followed by another one for the next request", async () => {
    const server = await serve((_, times) => (times === 1 ? "reset" : started));
    const tenant = clientWith({}, server.baseUrl);
    await expect(tenant.status("x", "t0ken", never)).rejects.toThrow("ECONNRESET");
    expect(await tenant.status("x", "t0ken", never)).toMatchObject({ status: "STARTED" });
  });
});

describe("a request", () => {
  test("is the same as Node's own fetch sends", async () => {
    const server = await serve(answers);
    const own = clientOf(server);
    const kept = clientWith({}, server.baseUrl);
    for (const tenant of [own, kept]) {
      await tenant.signIn(never);
      await tenant.status("a/b", "t0ken", never);
    }
    const seen = server.requests.map(({ method, url, body, headers }) => {
      const { "user-agent": _, connection: __, ...others } = headers;
      return { method, url, body, others };
    });
    expect(seen.slice(2)).toEqual(seen.slice(0, 2));
    expect(seen[2]?.body).toContain("client_secret=s3cret");
  });

  test("is not sent on by a redirect", async () => {
    const elsewhere = await serve(() => started);
    const headers = { location: elsewhere.baseUrl.href };
    const server = await serve(() => ({ status: 307, headers }));
    const tenant = clientWith({}, server.baseUrl);
    await expect(tenant.signIn(never)).rejects.toThrow("HTTP 307");
    await expect(tenant.status("x", "t0ken", never)).rejects.toThrow(
      "not an answer of the API: a redirect to ",
    );
    expect(elsewhere.connections()).toBe(0);
  });

  test("ends at once when it is left, for the reason given", async () => {
    const asked = Promise.withResolvers<void>();
    const server = await serve(() => {
      asked.resolve();
      return new Promise(() => undefined);
    });
    const leave = new AbortController();
    const outcome = clientWith({}, server.baseUrl).status("x", "t0ken", leave.signal);
    outcome.catch(() => undefined);
    await asked.promise;
    const reason = new Error("left");
    leave.abort(reason);
    await expect(outcome).rejects.toBe(reason);
    await server.requests[0]?.over;
  });
});

/** A server that says nothing, and one whose answer stops in its middle, for ever. */
const silences: readonly (readonly [string, Act | Promise<Act>])[] = [
  ["before an answer", new Promise<Act>(() => undefined)],
  [
    "in the middle of a body",
    { headers: { "content-length": "100" }, body: "{", breaksOff: new Promise(() => undefined) },
  ],
];

describe("a request can be left, however much garbage has been collected since,", () => {
  test.for(silences)("%s", async ([when, silence]) => {
    const going = Promise.withResolvers<void>();
    const server = await serve(() => {
      if (when === "before an answer") going.resolve();
      return silence;
    });
    const { fetch: kept } = openConnections(readProxies({}));
    const fetch: typeof kept = async (input, init) => {
      const response = await kept(input, init);
      going.resolve();
      return response;
    };
    const tenant = createTenant(server.baseUrl, credentials, { clock: systemClock, fetch });
    const leave = new AbortController();
    const outcome = tenant.status("x", "t0ken", leave.signal);
    outcome.catch(() => undefined);
    await going.promise;
    await collectGarbage();
    const reason = new Error("left");
    leave.abort(reason);
    await expect(outcome).rejects.toBe(reason);
  });
});

/** What is held only weakly goes, some of it a turn later. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  for (let times = 0; times < 5; times += 1) {
    await setImmediate();
    collect();
  }
}

describe("a proxy", () => {
  /** A tenant behind TLS, and a proxy that leads to it. */
  async function company(authorization?: string) {
    const server = await serve(answers);
    const { port } = await serveTls(tenantUrl.hostname, server.baseUrl);
    return { server, tunnel: await serveTunnel(port, authorization) };
  }

  test.for(["HTTPS_PROXY", "https_proxy", "HTTP_PROXY"])(
    "of %s is asked for the tenant, which sees nothing until its certificate is trusted",
    async (name) => {
      const { server, tunnel } = await company();
      const tenant = clientWith({ [name]: `http://${tunnel.address}` });
      await expect(tenant.signIn(never)).rejects.toThrow("UNABLE_TO_VERIFY_LEAF_SIGNATURE");
      expect(tunnel.asked).toEqual(["acme.api.identitynow.com:443"]);
      expect(server.requests).toEqual([]);
    },
  );

  test("is told the user and password in its address", async () => {
    const basic = `Basic ${Buffer.from("me:hu sh").toString("base64")}`;
    const { tunnel } = await company(basic);
    const without = clientWith({ HTTPS_PROXY: tunnel.address });
    await expect(without.signIn(never)).rejects.toThrow(/^Proxy response \(407\)/);
    const having = clientWith({ HTTPS_PROXY: `http://me:hu%20sh@${tunnel.address}` });
    await expect(having.signIn(never)).rejects.toThrow("UNABLE_TO_VERIFY_LEAF_SIGNATURE");
  });

  test.for(["acme.invalid", ".invalid", "other.example, acme.invalid", "*"])(
    "is left out for the hosts of NO_PROXY: %s",
    async (noProxy) => {
      const { tunnel } = await company();
      const env = { HTTPS_PROXY: tunnel.address, NO_PROXY: noProxy };
      const tenant = clientWith(env, new URL("https://acme.invalid/"));
      await expect(tenant.signIn(never)).rejects.toThrow(/^(?:ENOTFOUND|EAI_AGAIN)$/);
      expect(tunnel.asked).toEqual([]);
    },
  );

  test("is left out for this computer", async () => {
    const { server, tunnel } = await company();
    const env = { HTTPS_PROXY: tunnel.address, HTTP_PROXY: tunnel.address };
    expect(await clientWith(env, server.baseUrl).signIn(never)).toMatchObject({
      accessToken: "t0ken",
    });
    expect(tunnel.asked).toEqual([]);
  });

  test("that is not there is a fault that may pass", async () => {
    const tenant = clientWith({ HTTPS_PROXY: `127.0.0.1:${await deafPort()}` });
    await expect(tenant.signIn(never)).rejects.toThrow("ECONNREFUSED");
  });
});
