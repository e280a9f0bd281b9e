import { NotFoundError } from "../../../src/api/http/errors.ts";
import type { TokenGrant } from "../../../src/api/sign-in/credentials.ts";
import type { StatusAnswer, Tenant } from "../../../src/api/tenant.ts";
import type { Clock } from "../../../src/time/clock.ts";

/** One status request as the tenant saw it. */
export interface Seen {
  readonly id: string;
  readonly at: number;
  readonly accessToken: string;
}

/** A tenant without a network: what it answers is a function of the request. */
export interface InventedTenant extends Tenant {
  /** Every status request, in the order of their arrival. */
  readonly seen: readonly Seen[];
  /** Every question to a task. */
  readonly tasksAsked: readonly { readonly id: string; readonly at: number }[];
  /** When somebody signed in. */
  readonly signIns: readonly number[];
}

/** What the tenant says; throw an `ApiError` for a failure. */
export interface Script {
  readonly status?: (seen: Seen, times: number) => StatusAnswer | Promise<StatusAnswer>;
  /** What the task of an id is, as JSON. */
  readonly task?: (id: string, times: number) => object | Promise<object>;
  readonly signIn?: (times: number) => TokenGrant | Promise<TokenGrant>;
  /** Whether what `signIn` gives was got elsewhere. */
  readonly hasReadyToken?: boolean;
}

/**
 * @param clock dates the requests
 * @param script without a `status` or a `task` every id is unknown; without a `signIn` the n-th token is
 *   `token-n` and lives 12 hours
 */
export function inventedTenant(clock: Clock, script: Script): InventedTenant {
  const seen: Seen[] = [];
  const tasksAsked: { id: string; at: number }[] = [];
  const signIns: number[] = [];
  return {
    host: "acme.api.identitynow.com",
    version: "v2024",
    budgetKey: "ac3e",
    hasReadyToken: script.hasReadyToken ?? false,
    seen,
    tasksAsked,
    ready: async () => undefined,
    async ask({ path }, _, signal) {
      const [, id] = /task-status\/([^/]+)$/.exec(path) ?? [];
      if (id === undefined || !script.task) throw new NotFoundError("");
      tasksAsked.push({ id, at: clock.elapsed() });
      const times = tasksAsked.filter((other) => other.id === id).length;
      const task = await Promise.race([script.task(id, times), aborted(signal)]);
      const body = JSON.stringify({ id, ...task });
      return { status: 200, headers: new Headers(), body, receivedAt: clock.now() };
    },
    signIns,
    async signIn() {
      signIns.push(clock.elapsed());
      const grant = { accessToken: `token-${signIns.length}`, expiresInMs: 43_200_000 };
      return script.signIn ? script.signIn(signIns.length) : grant;
    },
    async status(id, accessToken, signal) {
      const request = { id, at: clock.elapsed(), accessToken };
      seen.push(request);
      if (!script.status) throw new NotFoundError("");
      const times = seen.filter((other) => other.id === id).length;
      return Promise.race([script.status(request, times), aborted(signal)]);
    },
  };
}

/** A request that is given up has no answer. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
