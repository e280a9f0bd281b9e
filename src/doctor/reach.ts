import { isIP } from "node:net";
import { dateOf } from "../api/http/failure.ts";
import { isPassing, isUnanswered } from "../api/http/retry-rule.ts";
import { send, type SendDeps } from "../api/http/send.ts";
import { type Proxies, proxyTo } from "../api/http/proxies.ts";
import type { Check } from "./check.ts";
import { reachAdvice } from "../api/http/reach-advice.ts";
import { retrying, type RetryingDeps } from "./retrying.ts";

/** Resolves a host's addresses, or rejects with Node's error. */
export type Lookup = (hostname: string) => Promise<readonly string[]>;

export interface Reach {
  readonly check: Check;
  /** How far the tenant's clock is ahead of ours, in milliseconds. */
  readonly aheadMs: number | undefined;
}

const name = "DNS and TLS";

/** Sends any request, on the way of later ones. A proxy resolves names itself: no DNS check then. */
export async function checkReach(
  baseUrl: URL,
  proxies: Proxies,
  lookup: Lookup,
  deps: SendDeps,
  how: RetryingDeps,
): Promise<Reach> {
  const { host, hostname } = baseUrl;
  const proxy = proxyTo(baseUrl, proxies);
  let place = `through proxy ${proxy}${proxies.noProxy === "" ? "" : ", unless NO_PROXY names the host"}`;
  if (proxy === undefined) {
    try {
      place = await placeOf(hostname, lookup);
    } catch (error) {
      return failed(`no address for ${hostname}: ${codeOf(error)}`, codeOf(error), proxy);
    }
  }
  try {
    const request = { method: "GET", url: baseUrl, headers: {} } as const;
    const answer = await retrying(host, () => send(request, deps, how.signal), how);
    const date = dateOf(answer);
    return {
      check: reached(baseUrl, place),
      aheadMs: date === undefined ? undefined : date - answer.receivedAt,
    };
  } catch (error) {
    if (isUnanswered(error)) return failed(`${place}: ${error.message}`, error.message, proxy);
    if (!isPassing(error)) throw error;
    // A malformed response: the tenant was reached.
    return { check: reached(baseUrl, place), aheadMs: undefined };
  }
}

async function placeOf(hostname: string, lookup: Lookup): Promise<string> {
  const literal = hostname.replace(/^\[|\]$/g, "");
  if (isIP(literal) !== 0) return hostname;
  const [first = "nowhere", ...others] = await lookup(hostname);
  return `${hostname} is ${first}${others.length === 0 ? "" : ` (and ${others.length} more)`}`;
}

function reached({ protocol }: URL, place: string): Check {
  const secured = protocol === "https:" ? "certificate trusted" : "this computer, so no TLS needed";
  return { name, verdict: "good", found: [`${place}; ${secured}`] };
}

function failed(found: string, reason: string, proxy: string | undefined): Reach {
  const advice = reachAdvice(reason, proxy);
  return {
    check: { name, verdict: "bad", found: [found], advice, exitCode: 2 },
    aheadMs: undefined,
  };
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (typeof code !== "string") throw error;
  return code;
}
