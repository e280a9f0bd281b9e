import { isLoopback } from "./base-url.ts";
import type { Environment } from "../../system/environment.ts";
import { UsageError } from "../../system/usage-error.ts";

/** What the environment says of proxies; empty where it says nothing. */
export interface Proxies {
  /** The proxy for https:, else the one for everything. */
  readonly httpsProxy: string;
  readonly httpProxy: string;
  /** Hosts that are asked directly: names, with a port or a leading dot, separated by commas; `*`. */
  readonly noProxy: string;
}

/**
 * Reads HTTPS_PROXY, HTTP_PROXY and NO_PROXY, whose small letters win, as curl has it. A proxy
 * without a scheme is one of `http:`.
 *
 * @throws UsageError where a proxy is no address of one; it does not repeat it, since a password
 *   may be in it
 */
export function readProxies(env: Environment): Proxies {
  return {
    httpsProxy: proxyOf("HTTPS_PROXY", env),
    httpProxy: proxyOf("HTTP_PROXY", env),
    noProxy: valueOf("NO_PROXY", env),
  };
}

/** The proxy that a tenant's address is asked through, without user and password, for people. */
export function shownProxy({ httpsProxy, httpProxy }: Proxies): string | undefined {
  const proxy = httpsProxy || httpProxy;
  return proxy === "" ? undefined : new URL(proxy).host;
}

/** The same; undefined where the address is this computer's, which is asked directly. */
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
    `${name} is no address of a proxy that is known here; it looks like http://proxy.example:8080`,
  );
}

/** A password with a slash, of which the address would take the rest for a path. */
const strayAt = /^[^:]*:\/\/[^/?#]*[/?#].*@/;

/** The address with a user and a password that can be decoded: a stray percent sign stands for itself. */
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
