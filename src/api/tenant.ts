import {
  type AggregationStatus,
  aggregationStatusShape,
  parseAggregationStatus,
} from "./endpoints/aggregation-status.ts";
import { type ApiError, isForbidden, NotFoundError, RefusedError } from "./http/errors.ts";
import type { Answer, ApiRequest } from "./http/api.ts";
import { budgetKey } from "./sign-in/budget-key.ts";
import {
  type Credentials,
  type ReadyToken,
  secretsOf,
  type TokenGrant,
} from "./sign-in/credentials.ts";
import { answeredAtOf, failureOf, parsed, requestIdOf } from "./http/failure.ts";
import { type ApiVersion, defaultApiVersion, pathsOf } from "./http/paths.ts";
import { readyGrants } from "./sign-in/ready-token.ts";
import { keepSecrets } from "./answer/secrets.ts";
import { send, type SendDeps } from "./http/send.ts";
import { signIn } from "./sign-in/sign-in.ts";
import { missingUserAdvice } from "./sign-in/token-claims.ts";
import type { TaskStatus } from "./endpoints/task-status.ts";
import { notFoundHint } from "./endpoints/version-check.ts";
import { warmUp } from "./http/warm-up.ts";
import type { WebOrigin } from "./http/web-address.ts";

export interface StatusAnswer extends AggregationStatus {
  /** The answer's `Date`, or our own clock where it has none: milliseconds since the Unix epoch. */
  readonly answeredAt: number;
  /** Of an entitlement aggregation, which has no status: its task, which says all there is. */
  readonly task?: TaskStatus | undefined;
}

/** The ISC API, as far as it is used. Every method sends one request, once. */
export interface Tenant {
  readonly host: string;
  /** Of its web UI, where the configuration says it. */
  readonly web?: WebOrigin | undefined;
  readonly version: ApiVersion;
  readonly budgetKey: string;
  /** Its token was obtained elsewhere: signing in returns that, and sends nothing. */
  readonly hasReadyToken: boolean;
  /** Whether an answer has marked the version as deprecated (`X-Deprecated: true`). */
  readonly isDeprecated?: () => boolean;
  /** Loads what the first request needs, so that it can leave at once. */
  ready(): Promise<void>;
  // `waitedMs` is for a log: how long the request has waited for its turn.
  /** `POST /oauth/token` (`client_credentials`). A ready token is returned once, then refused. */
  signIn(signal: AbortSignal, waitedMs?: number): Promise<TokenGrant>;
  /** `GET /v2024/account-aggregations/{id}/status`, or the version's own path. */
  status(
    id: string,
    accessToken: string,
    signal: AbortSignal,
    waitedMs?: number,
  ): Promise<StatusAnswer>;
  /** Returns an answer of any 2xx status; throws any `ApiError` but SignInRefusedError. */
  ask(
    request: ApiRequest,
    accessToken: string,
    signal: AbortSignal,
    waitedMs?: number,
  ): Promise<Answer>;
}

/** The credentials must be of a personal access token: the status needs a user's rights. */
export function createTenant(
  baseUrl: URL,
  credentials: Credentials | ReadyToken,
  deps: SendDeps,
  version: ApiVersion = defaultApiVersion,
): Tenant {
  const { host } = baseUrl;
  const giveReady = readyGrants(host);
  const secrets = keepSecrets(secretsOf(credentials));
  const guarded = { ...deps, secrets };
  let loading: Promise<void> | undefined;
  let isDeprecated = false;

  async function ask(
    { method, path, query, form, reads, ...rights }: ApiRequest,
    accessToken: string,
    signal: AbortSignal,
    waitedMs?: number,
  ): Promise<Answer> {
    const url = new URL(path, baseUrl);
    // Every server reads %20 as a space; not every one reads + as one.
    url.search = new URLSearchParams(query).toString().replaceAll("+", "%20");
    const headers = {
      accept: "application/json",
      authorization: `Bearer ${accessToken}`,
      // Required for the status until 2025-07, harmless since.
      "x-sailpoint-experimental": "true",
    };
    secrets.add(accessToken);
    const parts = { ...(form && { form }), ...(reads && { reads }) };
    const sending = { method, url, headers, waitedMs, ...parts };
    const answer = await send(sending, guarded, signal);
    isDeprecated ||= /^true$/i.test(answer.headers.get("x-deprecated") ?? "");
    const failure = failureOf(answer);
    if (failure) throw explained(failure, version, rights, accessToken);
    return answer;
  }

  return {
    host,
    version,
    budgetKey: budgetKey(host, credentials, version),
    hasReadyToken: "accessToken" in credentials,
    isDeprecated: () => isDeprecated,
    // It sends nothing, so there is nothing to log.
    ready: () => (loading ??= warmUp({ ...deps, traced: undefined }, baseUrl)),
    ask,
    async signIn(signal, waitedMs) {
      if ("accessToken" in credentials) return giveReady(credentials);
      const grant = await signIn(baseUrl, credentials, guarded, signal, waitedMs);
      secrets.add(grant.accessToken);
      return grant;
    },
    async status(id, accessToken, signal, waitedMs) {
      const path = pathsOf(version).aggregationStatus(id);
      const request = { method: "GET", path, reads: aggregationStatusShape } as const;
      const answer = await ask(request, accessToken, signal, waitedMs);
      const status = parsed(answer, parseAggregationStatus);
      if (status.status === "NOT_FOUND") {
        const requestId = requestIdOf(answer);
        throw new NotFoundError("NOT_FOUND", { requestId, isFromService: true });
      }
      return { ...status, answeredAt: answeredAtOf(answer) };
    },
  };
}

const anyAdministrator = "ORG_ADMIN, SOURCE_ADMIN or SOURCE_SUBADMIN";

function explained(
  failure: ApiError,
  version: ApiVersion,
  { scope, userLevels = anyAdministrator }: Pick<ApiRequest, "scope" | "userLevels">,
  accessToken: string,
): ApiError {
  const { message, requestId } = failure;
  if (failure.kind === "not found") {
    const { isFromService, cause } = failure;
    const hint = notFoundHint(failure, version);
    return new NotFoundError(message, { requestId, isFromService, hint, cause });
  }
  if (!isForbidden(failure)) return failure;
  // The status endpoint has no scope and needs a user; what has one does without.
  const advice =
    scope === undefined
      ? missingUserAdvice(accessToken)
      : `this needs the scope ${scope}, or sp:scopes:all, and a user who is ${userLevels}`;
  return new RefusedError(403, message, { requestId, advice });
}
