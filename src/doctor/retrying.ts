import type { Tenant } from "../api/tenant.ts";
import { retryText } from "../wording/retry-text.ts";
import { withRetries, type RetryDeps } from "../client/retry.ts";

export interface RetryingDeps extends RetryDeps {
  /** Prints each retry. */
  readonly delayed: (text: string) => void;
  readonly signal: AbortSignal;
}

/** Retries a request that only reads, as every look-up does. */
export function retrying<Result>(
  host: string,
  send: () => Promise<Result>,
  { delayed, signal, ...deps }: RetryingDeps,
): Promise<Result> {
  return withRetries(
    send,
    deps,
    (retry) => delayed(`request to ${host} failed ${retryText(retry)}; Ctrl-C to quit`),
    signal,
  );
}

/** Retries sign-ins and the requests that only read. */
export function retryingTenant(tenant: Tenant, how: RetryingDeps): Tenant {
  const again = <Result>(send: () => Promise<Result>) => retrying(tenant.host, send, how);
  return {
    ...tenant,
    signIn: (signal) => again(() => tenant.signIn(signal)),
    status: (id, token, signal) => again(() => tenant.status(id, token, signal)),
    ask: (request, token, signal) => {
      const send = () => tenant.ask(request, token, signal);
      return request.method === "GET" ? again(send) : send();
    },
  };
}
