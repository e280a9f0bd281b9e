import { isLoopback } from "./base-url.ts";
import type { Environment } from "../../system/environment.ts";
import { UsageError } from "../../system/usage-error.ts";

/** From the environment; empty where a variable is missing. */
export interface Proxies {
  /** The proxy for https:, else the one for everything. */
  readonly httpsProxy: string;
  readonly httpProxy: string;
  /** Hosts without a proxy: names, also with a port or a leading dot, separated by commas; `*`. */
  readonly noProxy: string;
}

/**
 * Reads HTTPS_PROXY, HTTP_PROXY and NO_PROXY; lower case wins, as in curl. The default scheme is
 * `http:`. Throws UsageError without repeating the address, which may have a password in it.
 */
export function readProxies(env: Environment): Proxies {
  return {
    httpsProxy: proxyOf("HTTPS_PROXY", env),
    httpProxy: proxyOf("HTTP_PROXY", env),
    noProxy: valueOf("NO_PROXY", env),
  };
}

/** The proxy to a tenant, without user and password, for people. */
export function shownProxy({ httpsProxy, httpProxy }: Proxies): string | undefined {
  const proxy = httpsProxy || httpProxy;
  return proxy === "" ? undefined : new URL(proxy).host;
}

/** The same; undefined for this computer, which needs no proxy. */
export function proxyTo({ hostname }: URL, proxies: Proxies): string | undefined {
  return isLoopback(hostname) ? undefined : shownProxy(proxies);
}

function proxyOf(name: string, env: Environment): string {
  const value = valueOf(name, env);
  if (value === "") return "";
  const address = value.includes("://") ? value : `http://${value}`;
  const url = URL.parse(address);
  if (url && /^https?:$/.test(url.protocol) && !strayAt.test(url.href))
    return sendable(address, url);
  throw new UsageError(
    `${name} is not a supported proxy address; it looks like http://proxy.example:8080`,
  );
}

/** A password with a slash: the rest would be read as a path. */
const strayAt = /^[^:]*:\/\/[^/?#]*[/?#].*@/;

/** With a user and a password that can be decoded: a stray percent sign is encoded. */
function sendable(address: string, url: URL): string {
  const parts = ["username", "password"] as const;
  const odd = parts.filter((part) => decoded(url[part]) === undefined);
  for (const part of odd) url[part] = url[part].replaceAll("%", "%25");
  return odd.length === 0 ? address : url.href;
}

/** The bundler drops a call whose result is not used, and with it what it throws. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function valueOf(name: string, env: Environment): string {
  return (env[name.toLowerCase()] ?? env[name] ?? "").trim();
}
