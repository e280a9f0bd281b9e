import type { Api } from "../api/http/api.ts";
import { type ApiError, isApiError, isForbidden } from "../api/http/errors.ts";
import { isUnanswered } from "../api/http/retry-rule.ts";
import { createSourceFinder } from "../api/endpoints/sources.ts";
import { tasksPage } from "../api/endpoints/tasks.ts";
import type { Tenant } from "../api/tenant.ts";
import { missingUserAdvice, tokenClaims } from "../api/sign-in/token-claims.ts";
import { unknownVersionText } from "../api/endpoints/version-check.ts";
import { clauses } from "../text/clauses.ts";
import { cutEnd } from "../text/columns.ts";
import { duration } from "../text/duration.ts";
import { neededRights } from "../wording/event-text.ts";
import type { Check } from "./check.ts";

const otherToken =
  "the token has expired or belongs to another tenant: get a new one, or set SAIL_CLIENT_ID and SAIL_CLIENT_SECRET";
const usedUp =
  "another program is using up this client's rate limit: wait, or use another client id";
const tryAgain = "unexpected response from the tenant: try again in a minute";

/** A well-formed id that no aggregation has. */
const madeUpId = "0".repeat(32);

export async function checkSignIn(
  tenant: Tenant,
  signal: AbortSignal,
): Promise<{ readonly check: Check; readonly accessToken: string | undefined }> {
  const name = "sign-in";
  try {
    const { accessToken, expiresInMs } = await tenant.signIn(signal);
    const found =
      expiresInMs === undefined ? "token available" : `token valid for ${duration(expiresInMs)}`;
    return { check: { name, verdict: "good", found: [found] }, accessToken };
  } catch (error) {
    return { check: failed(name, error), accessToken: undefined };
  }
}

/** The status endpoint needs a token that acts for a user. */
export function checkUserContext(accessToken: string): Check {
  const name = "user context";
  const claims = tokenClaims(accessToken);
  if (!claims) {
    return { name, verdict: "note", found: ["the token does not say which user it acts for"] };
  }
  const { clientId, userName } = claims;
  // The client, since others may share its budget; its beginning identifies it.
  const budget = clientId === undefined ? "" : `, as client ${cutEnd(clientId, 9)}`;
  if (userName !== undefined) {
    return { name, verdict: "good", found: [`acts for ${userName}${budget}`] };
  }
  const found = [`acts for no user${budget}, which usually gets 403`];
  return { name, verdict: "note", found, advice: missingUserAdvice(accessToken) ?? "" };
}

/** Asks for the status of a made-up id, which must not be found. */
export async function checkPermission(
  tenant: Tenant,
  accessToken: string,
  signal: AbortSignal,
): Promise<Check> {
  const name = "permission";
  const good = { name, verdict: "good", found: ["can read the status of aggregations"] } as const;
  try {
    await tenant.status(madeUpId, accessToken, signal);
    return good;
  } catch (error) {
    if (isApiError(error, "not found")) return good;
    // The tenant may call the id malformed, which it does only after allowing the request.
    if (isApiError(error, "refused") && error.status === 400) return good;
    return failed(name, error, missingUserAdvice(accessToken));
  }
}

export function checkTasks(api: Api): Promise<Check> {
  return checkList("tasks", api, () => tasksPage(api, undefined, 0, 1));
}

export function checkSources(api: Api): Promise<Check> {
  return checkList("sources", api, () => createSourceFinder(api).first());
}

/** Asks for one entry. A forbidden list is a note only, since few commands need it. */
async function checkList(
  name: "tasks" | "sources",
  { version }: Api,
  list: () => Promise<unknown>,
): Promise<Check> {
  try {
    await list();
    return { name, verdict: "good", found: [`can list ${name}`] };
  } catch (error) {
    const check = failed(name, error);
    if (isApiError(error, "not found") && !error.isFromService) {
      return { ...check, advice: unknownVersionText(version), exitCode: 2 };
    }
    const isOfSome = isForbidden(error) || isApiError(error, "not found");
    return isOfSome ? { ...check, verdict: "note" } : check;
  }
}

function failed(name: string, error: unknown, noUser?: string): Check {
  if (!isApiError(error)) throw error;
  const [detail, advice] = detailOf(error, noUser);
  const found = clauses([detail, error.requestId && `request id ${error.requestId}`]);
  return { name, verdict: "bad", found: [found], advice, exitCode: isUnanswered(error) ? 2 : 4 };
}

function detailOf(
  error: ApiError,
  noUser: string | undefined,
): readonly [found: string, advice: string] {
  const { message, advice } = error;
  switch (error.kind) {
    case "sign-in refused":
      return ["refused", message];
    case "unauthorized":
      return [`HTTP 401 ${message}`.trim(), otherToken];
    case "refused":
    case "foreign answer": {
      const toDo = isForbidden(error) ? (noUser ?? advice ?? `the user ${neededRights}`) : advice;
      const found = `HTTP ${error.status} ${message}`.trim();
      return [found, toDo ?? "report this to SailPoint support"];
    }
    case "not found":
      return [`HTTP 404 ${message}`.trim(), tryAgain];
    case "rate limited":
      return [`rate limited (429) for ${duration(error.retryAfterMs)}`, usedUp];
    case "transient":
    case "no answer":
    case "cut short":
    case "unnamed task":
      return [message, advice ?? tryAgain];
  }
}
