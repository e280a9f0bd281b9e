import type { SendDeps } from "../api/http/send.ts";

/** What a request is for; `status` is the status of one aggregation. */
type Endpoint = "status" | "sign_in" | "other";

/** A request that is over. */
export interface AnsweredRequest {
  /** Of the tenant. */
  readonly host: string;
  readonly endpoint: Endpoint;
  /** Of HTTP; undefined where no answer came. */
  readonly status: number | undefined;
}

/** The same `fetch`, which tells what becomes of each request. */
export function toldFetch(
  fetch: SendDeps["fetch"],
  answered: (request: AnsweredRequest) => void,
): SendDeps["fetch"] {
  return async (input, init, told) => {
    const isAddress = typeof input === "string" || input instanceof URL;
    const { host, pathname } = new URL(isAddress ? input : input.url);
    const endpoint = endpointOf(pathname);
    try {
      const response = await fetch(input, init, told);
      answered({ host, endpoint, status: response.status });
      return response;
    } catch (error) {
      answered({ host, endpoint, status: undefined });
      throw error;
    }
  };
}

function endpointOf(path: string): Endpoint {
  if (path.endsWith("/oauth/token")) return "sign_in";
  return /\/account-aggregations\/(?:v1\/)?[^/]+\/status$/.test(path) ? "status" : "other";
}
