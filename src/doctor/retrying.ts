import type { Tenant } from "../api/tenant.ts";
import { retryText } from "../wording/retry-text.ts";
import { withRetries, type RetryDeps } from "../client/retry.ts";

/** What a check perseveres with. */
export interface RetryingDeps extends RetryDeps {
  /** Is told of each attempt to come. */
  readonly delayed: (text: string) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Sends what only reads again, as every look-up is; see `persevere`. */
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

/** A tenant whose reading requests and sign-ins are sent again after faults that may pass. */
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
