import * as v from "valibot";
import { clauses, withoutStop } from "../../text/clauses.ts";
import { bodyOf } from "../answer/body.ts";
import { optionalField } from "../answer/fields.ts";
import { type ApiError, SignInRefusedError, TransientError } from "../http/errors.ts";
import { failureOf, requestIdOf } from "../http/failure.ts";
import { retryOf } from "../http/retry-rule.ts";
import { send, type SendDeps } from "../http/send.ts";
import type { Credentials, TokenGrant } from "./credentials.ts";

const numeral = v.pipe(v.string(), v.trim(), v.regex(/^[+-]?\d+(?:\.\d+)?$/), v.transform(Number));

const grantBody = bodyOf(
  v.object({
    // A header must be able to carry it.
    access_token: v.pipe(v.string(), v.regex(/^[\x21-\x7E]+$/)),
    expires_in: optionalField(v.union([v.number(), numeral])),
  }),
);

/** RFC 6749, section 4.4. Throws SignInRefusedError, RateLimitedError or a fault that may pass. */
export async function signIn(
  baseUrl: URL,
  { clientId, clientSecret, from }: Credentials,
  deps: SendDeps,
  signal: AbortSignal,
  waitedMs?: number,
): Promise<TokenGrant> {
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
  });
  const url = new URL("oauth/token", baseUrl);
  const headers = { accept: "application/json" };
  const reads = grantBody.shape;
  const request = { method: "POST", url, headers, form, reads, readsSecret: true } as const;
  const answer = await send({ ...request, waitedMs }, deps, signal);
  const failure = failureOf(answer);
  const retry = retryOf(failure);
  if (retry === "pause" || retry === "rate limit") throw failure;
  if (failure) {
    const text = advice(baseUrl.host, from, answer.status, failure);
    throw new SignInRefusedError(text, { requestId: failure.requestId, cause: failure });
  }
  const grant = grantBody.read(answer.body);
  if (grant === undefined) {
    // Without a cause: the body may hold a token.
    const requestId = requestIdOf(answer);
    throw new TransientError("sign-in unreadable, check base URL", { requestId });
  }
  const { access_token: accessToken, expires_in: seconds } = grant;
  const expiresInMs = seconds === undefined ? undefined : Math.max(0, seconds) * 1000;
  return { accessToken, expiresInMs };
}

function advice(
  host: string,
  from: string | undefined,
  status: number,
  { message, requestId, kind }: ApiError,
): string {
  const id = requestId !== undefined && `request id ${requestId}`;
  const details = clauses([`HTTP ${status}`, withoutStop(message), id]);
  const isForeign = kind === "foreign answer";
  // A 403 without a message is as likely a firewall's.
  const isOfClient = status === 400 || status === 401 || (status === 403 && message !== "");
  if (isOfClient && !isForeign) {
    return (
      `Sign-in refused by ${host} (${details}): the client secret ${from ? `from ${from} ` : ""}` +
      "may be wrong, expired or revoked. Set SAIL_CLIENT_ID and SAIL_CLIENT_SECRET, then start again."
    );
  }
  const why = isForeign
    ? "a proxy or a firewall may have answered, or it is not a tenant's API. Check these, or set "
    : "it does not look like a tenant's API. Set ";
  return (
    `No sign-in at ${host} (${details}): ${why}` +
    "SAIL_BASE_URL to https://{tenant}.api.identitynow.com, then start again."
  );
}
