import type { Tenant } from "../api/tenant.ts";
import { retryText } from "../text/retry-text.ts";
import { persevere, type PerseveranceDeps } from "../watch/persevere.ts";

/** What a check perseveres with. */
export interface Persevering extends PerseveranceDeps {
  /** Is told of each attempt to come. */
  readonly delayed: (text: string) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Sends what only reads again, as every look-up is; see `persevere`. */
export function persevering<Result>(
  host: string,
  send: () => Promise<Result>,
  { delayed, signal, ...deps }: Persevering,
): Promise<Result> {
  return persevere(
    send,
    deps,
    (retry) => delayed(`request to ${host} failed ${retryText(retry)}; Ctrl-C to quit`),
    signal,
  );
}

/** A tenant whose reading requests and sign-ins are sent again after faults that may pass. */
export function perseveringTenant(tenant: Tenant, how: Persevering): Tenant {
  const again = <Result>(send: () => Promise<Result>) => persevering(tenant.host, send, how);
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
