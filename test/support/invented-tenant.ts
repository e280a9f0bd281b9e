import { NotFoundError } from "../../src/api/errors.ts";
import type { StatusAnswer, Tenant, TokenGrant } from "../../src/api/tenant.ts";
import type { Clock } from "../../src/time/clock.ts";

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
  /** When somebody signed in. */
  readonly signIns: readonly number[];
}

/** What the tenant says; throw an `ApiError` for a failure. */
export interface Script {
  readonly status?: (seen: Seen, times: number) => StatusAnswer | Promise<StatusAnswer>;
  readonly signIn?: (times: number) => TokenGrant | Promise<TokenGrant>;
}

/**
 * @param clock dates the requests
 * @param script without a `status` every id is unknown; without a `signIn` the n-th token is
 *   `token-n` and lives 12 hours
 */
export function inventedTenant(clock: Clock, script: Script): InventedTenant {
  const seen: Seen[] = [];
  const signIns: number[] = [];
  return {
    host: "acme.api.identitynow.com",
    version: "v2024",
    ask: () => Promise.reject(new NotFoundError("")),
    seen,
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
