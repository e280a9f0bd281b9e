import * as v from "valibot";
import { clauses, withoutStop } from "../text/clauses.ts";
import {
  type AggregationStatus,
  aggregationStatusShape,
  parseAggregationStatus,
} from "./endpoints/aggregation-status.ts";
import { bodyOf } from "./answer/body.ts";
import {
  type ApiError,
  isForbidden,
  NotFoundError,
  RefusedError,
  SignInRefusedError,
  TransientError,
} from "./http/errors.ts";
import type { ApiRequest } from "./http/api.ts";
import { budgetKey } from "./sign-in/budget-key.ts";
import type { Credentials, ReadyToken, TokenGrant } from "./sign-in/credentials.ts";
import { dateOf, failureOf, requestIdOf, unreadable } from "./http/failure.ts";
import { optionalField } from "./answer/fields.ts";
import { type ApiVersion, defaultApiVersion, pathsOf } from "./http/paths.ts";
import { readyGrants } from "./sign-in/ready-token.ts";
import { retryOf } from "./http/retry-rule.ts";
import { keepSecrets } from "./answer/secrets.ts";
import { type Answer, send, type SendDeps } from "./http/send.ts";
import { missingUserAdvice } from "./sign-in/token-claims.ts";
import { notFoundHint } from "./endpoints/version-check.ts";

/** A status and when the tenant said it. */
export interface StatusAnswer extends AggregationStatus {
  /** The answer's `Date`, or our own clock where it has none: epoch milliseconds. */
  readonly answeredAt: number;
}

/** The ISC API as far as it is asked. Every method sends one request and retries nothing. */
export interface Tenant {
  /** The host, for people. */
  readonly host: string;
  readonly version: ApiVersion;
  /** See `budgetKey`. */
  readonly budgetKey: string;
  /** Whether somebody else has got its token: signing in gives that, and sends nothing. */
  readonly hasReadyToken: boolean;
  /** Whether an answer has marked the version as deprecated (`X-Deprecated: true`). */
  readonly isDeprecated?: () => boolean;
  /** Loads what the first request would have to load, so that it can leave at once. */
  ready(): Promise<void>;
  /**
   * Signs in: `POST /oauth/token` with the grant `client_credentials`. A ready token is given once
   * and then refused.
   *
   * @throws SignInRefusedError, TransientError or RateLimitedError
   */
  signIn(signal: AbortSignal): Promise<TokenGrant>;
  /**
   * Reads one aggregation's status: `GET /v2024/account-aggregations/{id}/status`, or what the
   * version has in its place.
   *
   * @throws any `ApiError` but SignInRefusedError
   */
  status(id: string, accessToken: string, signal: AbortSignal): Promise<StatusAnswer>;
  /**
   * Sends any request of the API; what `Api.ask` needs to be made of.
   *
   * @returns its answer, of any 2xx status
   * @throws any `ApiError` but SignInRefusedError
   */
  ask(request: ApiRequest, accessToken: string, signal: AbortSignal): Promise<Answer>;
}

/** A number that was written as a text. */
const numeral = v.pipe(v.string(), v.trim(), v.regex(/^[+-]?\d+(?:\.\d+)?$/), v.transform(Number));

const grantBody = bodyOf(
  v.object({
    // A header must be able to carry it.
    access_token: v.pipe(v.string(), v.regex(/^[\x21-\x7E]+$/)),
    expires_in: optionalField(v.union([v.number(), numeral])),
  }),
);

/**
 * @param baseUrl the tenant's API host, see `readBaseUrl`
 * @param credentials of a personal access token; the status needs a user's rights
 * @param version whose paths and shapes are used
 */
export function createTenant(
  baseUrl: URL,
  credentials: Credentials | ReadyToken,
  deps: SendDeps,
  version: ApiVersion = defaultApiVersion,
): Tenant {
  const host = baseUrl.host;
  const paths = pathsOf(version);
  const giveReady = readyGrants(host);
  const secrets = keepSecrets(secretsOf(credentials));
  const guarded = { ...deps, secrets };
  let loading: Promise<void> | undefined;
  let isDeprecated = false;

  async function ask(
    { method, path, query, form, reads, scope }: ApiRequest,
    accessToken: string,
    signal: AbortSignal,
  ): Promise<Answer> {
    const url = new URL(path, baseUrl);
    // A space as %20 is read by whoever reads + as a plus, too.
    url.search = new URLSearchParams(query).toString().replaceAll("+", "%20");
    const headers = {
      accept: "application/json",
      authorization: `Bearer ${accessToken}`,
      // Required for the status until 2025-07, harmless since.
      "x-sailpoint-experimental": "true",
    };
    secrets.add(accessToken);
    const sending = { method, url, headers, ...(form && { form }), ...(reads && { reads }) };
    const answer = await send(sending, guarded, signal);
    isDeprecated ||= /^true$/i.test(answer.headers.get("x-deprecated") ?? "");
    const failure = failureOf(answer);
    if (failure) throw explained(failure, version, scope, accessToken);
    return answer;
  }

  return {
    host,
    version,
    budgetKey: budgetKey(host, credentials, version),
    hasReadyToken: "accessToken" in credentials,
    isDeprecated: () => isDeprecated,
    ready: () => (loading ??= load(deps, baseUrl)),
    ask,
    async signIn(signal) {
      if ("accessToken" in credentials) return giveReady(credentials);
      const answer = await send(
        {
          method: "POST",
          url: new URL("oauth/token", baseUrl),
          headers: { accept: "application/json" },
          form: new URLSearchParams({
            grant_type: "client_credentials",
            client_id: credentials.clientId,
            client_secret: credentials.clientSecret,
          }),
          reads: grantBody.shape,
          readsSecret: true,
        },
        guarded,
        signal,
      );
      const failure = failureOf(answer);
      const retry = retryOf(failure);
      if (retry === "pause" || retry === "rate limit") throw failure;
      if (failure) {
        const text = signInAdvice(host, credentials.from, answer.status, failure);
        throw new SignInRefusedError(text, { requestId: failure.requestId, cause: failure });
      }
      const grant = grantBody.read(answer.body);
      if (grant === undefined) {
        // Without a cause: the body may hold a token.
        const requestId = requestIdOf(answer);
        throw new TransientError("sign-in unreadable, check base URL", { requestId });
      }
      const { access_token: accessToken, expires_in: expiresInSeconds } = grant;
      secrets.add(accessToken);
      return {
        accessToken,
        expiresInMs:
          expiresInSeconds === undefined ? undefined : Math.max(0, expiresInSeconds) * 1000,
      };
    },
    async status(id, accessToken, signal) {
      const path = paths.aggregationStatus(id);
      const request = { method: "GET", path, reads: aggregationStatusShape } as const;
      const answer = await ask(request, accessToken, signal);
      const status = parseAggregationStatus(answer.body);
      if (status === undefined) throw unreadable(answer);
      if (status.status === "NOT_FOUND") {
        const requestId = requestIdOf(answer);
        throw new NotFoundError("NOT_FOUND", { requestId, isFromService: true });
      }
      return { ...status, answeredAt: dateOf(answer) ?? answer.receivedAt };
    },
  };
}

/** A connection that does not come soon is the first request's to wait for, and to tell of. */
const longestConnectMs = 2000;

/**
 * What is sent for the first time takes its time to leave: an empty document, from nowhere, is that,
 * over no connection; one is opened beside it.
 */
async function load(deps: SendDeps, { origin }: URL): Promise<void> {
  if (!deps.ready) return;
  const over = new AbortController();
  const { signal } = over;
  const tooLong = deps.clock.sleep(longestConnectMs, signal).catch(() => undefined);
  await Promise.race([deps.ready(origin), tooLong]);
  over.abort();
  const { signal: never } = new AbortController();
  const nothing = { method: "GET", url: new URL("data:,"), headers: {} } as const;
  await send(nothing, deps, never).catch(() => undefined);
}

/** What a client must not see again in an answer. */
function secretsOf(credentials: Credentials | ReadyToken): readonly string[] {
  if ("accessToken" in credentials) return [credentials.accessToken];
  const { clientId, clientSecret } = credentials;
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
  return [clientSecret, basic];
}

/** The failure with what the version, the request and the token tell of it. */
function explained(
  failure: ApiError,
  version: ApiVersion,
  scope: string | undefined,
  accessToken: string,
): ApiError {
  const { message, requestId } = failure;
  if (failure.kind === "not found") {
    const { isFromService, cause } = failure;
    const hint = notFoundHint(failure, version);
    return new NotFoundError(message, { requestId, isFromService, hint, cause });
  }
  if (isForbidden(failure)) {
    // The status endpoint names no scope, and wants a user; what names one does without.
    const advice = scope === undefined ? missingUserAdvice(accessToken) : scopeAdvice(scope);
    return new RefusedError(403, message, { requestId, advice });
  }
  return failure;
}

function scopeAdvice(scope: string): string {
  return (
    `this needs the scope ${scope}, or sp:scopes:all, and a user who is ORG_ADMIN, SOURCE_ADMIN ` +
    "or SOURCE_SUBADMIN"
  );
}

function signInAdvice(
  host: string,
  from: string | undefined,
  status: number,
  failure: ApiError,
): string {
  const { message, requestId } = failure;
  const id = requestId !== undefined && `request id ${requestId}`;
  const details = clauses([`HTTP ${status}`, withoutStop(message), id]);
  const isForeign = failure.kind === "foreign answer";
  // Without a word a 403 is as likely a firewall's.
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
