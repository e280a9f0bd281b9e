import { setImmediate as nextTurn } from "node:timers/promises";
import type { Dispatcher } from "undici";
import { isLoopback } from "./base-url.ts";
import { type Proxies, shownProxy } from "./proxies.ts";
import type { SendDeps } from "./send.ts";

/**
 * Node's own fetch drops an idle connection after 4 s, before the next poll, opens none beforehand,
 * and takes no proxy before 22.21: hence undici, a fifth of the code in the package.
 */
const keepAliveMs = 60_000;

/**
 * A `fetch` whose connections outlive the time between two polls, with the proxies except to this
 * computer. Node reads extra certificates itself (NODE_EXTRA_CA_CERTS, `--use-system-ca`).
 */
export function openConnections(proxies: Proxies): Required<Pick<SendDeps, "fetch" | "ready">> {
  let opening: ReturnType<typeof open> | undefined;
  const opened = () => (opening ??= open(proxies));
  const send: SendDeps["fetch"] = async (input, init, told) => {
    // ky sends requests, and a copy of one would cost as much as what is made of it below.
    const isAddress = typeof input === "string" || input instanceof URL;
    const request = isAddress ? new Request(input, init) : input;
    const { fetch, agentFor } = await opened();
    const { method, headers, redirect } = request;
    // A connection is free for the next request one turn after its answer.
    await nextTurn();
    const agent = agentFor(new URL(request.url));
    const dispatcher = told ? await telling(agent, told) : agent;
    // Its classes are not those of Node's own fetch, so it gets each part separately.
    return fetch(request.url, {
      method,
      headers: [...headers],
      body: request.body === null ? null : await request.arrayBuffer(),
      // The signal of the request made here would be lost with it.
      signal: init?.signal ?? null,
      redirect,
      dispatcher,
    });
  };
  const ready = async (origin: string) => {
    const { agentFor } = await opened();
    await connected(agentFor(new URL(origin)), origin);
  };
  return { fetch: send, ready };
}

async function telling(agent: Dispatcher, told: (isFirst: boolean) => void): Promise<Dispatcher> {
  const { tellingFirst } = await import("./first-on-connection.ts");
  return tellingFirst(agent, told);
}

/** A request that throws before its first byte sends nothing, and leaves an idle connection. */
function connected(dispatcher: Dispatcher, origin: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  dispatcher.dispatch(
    { origin, path: "/", method: "GET" },
    {
      onRequestStart() {
        throw new Error("connected");
      },
      onResponseStart: () => undefined,
      onResponseData: () => undefined,
      onResponseEnd: () => resolve(),
      onResponseError: () => resolve(),
    },
  );
  return promise;
}

async function open(proxies: Proxies) {
  const hasProxy = shownProxy(proxies) !== undefined;
  const [{ default: Agent }, { default: web }, proxied] = await Promise.all([
    import("undici/lib/dispatcher/agent.js"),
    import("undici/lib/web/fetch/index.js"),
    hasProxy ? import("./proxy-agent.ts") : undefined,
  ]);
  const options = { keepAliveTimeout: keepAliveMs };
  const direct = new Agent(options);
  const others = proxied ? new proxied.ProxyAgent({ ...proxies, ...options }) : direct;
  return {
    fetch: web.fetch,
    agentFor: ({ hostname }: URL): Dispatcher => (isLoopback(hostname) ? direct : others),
  };
}
