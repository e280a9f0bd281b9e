import type { Api } from "../api/api.ts";
import {
  ApiError,
  ForeignAnswerError,
  isForbidden,
  NoAnswerError,
  NotFoundError,
  RateLimitedError,
  RefusedError,
  SignInRefusedError,
  UnauthorizedError,
} from "../api/errors.ts";
import { createSourceFinder } from "../api/sources.ts";
import { tasksPage } from "../api/tasks.ts";
import type { Tenant } from "../api/tenant.ts";
import { missingUserAdvice, tokenClaims } from "../api/token-claims.ts";
import { unknownVersionText } from "../api/version-check.ts";
import { clauses } from "../text/clauses.ts";
import { cutEnd } from "../text/columns.ts";
import { duration } from "../text/duration.ts";
import { neededRights } from "../text/event-text.ts";
import type { Check } from "./check.ts";

/** An id of the API's form that no aggregation has. */
const madeUpId = "0".repeat(32);

/** Signs in. @returns the check, and the token where there is one */
export async function checkSignIn(
  tenant: Tenant,
  signal: AbortSignal,
): Promise<{ readonly check: Check; readonly accessToken: string | undefined }> {
  const name = "sign-in";
  try {
    const { accessToken, expiresInMs } = await tenant.signIn(signal);
    const found = expiresInMs === undefined ? "a token" : `a token for ${duration(expiresInMs)}`;
    return { check: { name, verdict: "good", found: [found] }, accessToken };
  } catch (error) {
    return { check: failed(name, error), accessToken: undefined };
  }
}

/** Whether the token acts for a user, which the status endpoint wants. */
export function checkUserContext(accessToken: string): Check {
  const name = "user context";
  const claims = tokenClaims(accessToken);
  if (!claims) {
    return { name, verdict: "note", found: ["the token does not say for whom it acts"] };
  }
  const { clientId, userName } = claims;
  // Whoever shares the client shares its budget. Its beginning is enough to know it by.
  const budget = clientId === undefined ? "" : `, as client ${cutEnd(clientId, 9)}`;
  if (userName !== undefined) {
    return { name, verdict: "good", found: [`acts for ${userName}${budget}`] };
  }
  const found = [`acts for no user${budget}, which mostly gets 403`];
  return { name, verdict: "note", found, advice: missingUserAdvice(accessToken) ?? "" };
}

/** Whether a status may be read: of a made-up id, which must not be found. */
export async function checkPermission(
  tenant: Tenant,
  accessToken: string,
  signal: AbortSignal,
): Promise<Check> {
  const name = "permission";
  const good = { name, verdict: "good", found: ["may read the status of aggregations"] } as const;
  try {
    await tenant.status(madeUpId, accessToken, signal);
    return good;
  } catch (error) {
    if (error instanceof NotFoundError) return good;
    // It may find such an id malformed: then it has looked at it.
    const isMalformed = error instanceof RefusedError && error.status === 400;
    if (isMalformed && !(error instanceof ForeignAnswerError)) return good;
    return failed(name, error, missingUserAdvice(accessToken));
  }
}

/** Whether tasks may be listed, which tell what runs and how it went; one is asked for. */
export function checkTasks(api: Api): Promise<Check> {
  return checkList("tasks", api, () => tasksPage(api, undefined, 0, 1));
}

/** Whether sources may be listed; one is asked for. */
export function checkSources(api: Api): Promise<Check> {
  return checkList("sources", api, () => createSourceFinder(api).first());
}

/** What some commands need only is no fault where it is forbidden. */
async function checkList(
  name: "tasks" | "sources",
  { version }: Api,
  list: () => Promise<unknown>,
): Promise<Check> {
  try {
    await list();
    return { name, verdict: "good", found: [`may list ${name}`] };
  } catch (error) {
    if (error instanceof NotFoundError && !error.isFromService) {
      const advice = unknownVersionText(version);
      return { name, verdict: "bad", found: [foundIn(error)], advice, exitCode: 2 };
    }
    const check = failed(name, error);
    const isOfSome = isForbidden(error) || error instanceof NotFoundError;
    return isOfSome ? { ...check, verdict: "note" } : check;
  }
}

function failed(name: string, error: unknown, noUser?: string): Check {
  if (!(error instanceof ApiError)) throw error;
  const exitCode = error instanceof NoAnswerError ? 2 : 4;
  return {
    name,
    verdict: "bad",
    found: [foundIn(error)],
    advice: adviceOn(error, noUser),
    exitCode,
  };
}

function foundIn(error: ApiError): string {
  return clauses([detailIn(error), error.requestId && `request id ${error.requestId}`]);
}

function detailIn(error: ApiError): string {
  if (error instanceof SignInRefusedError) return "refused";
  if (error instanceof UnauthorizedError) return `HTTP 401 ${error.message}`.trim();
  if (error instanceof RefusedError) return `HTTP ${error.status} ${error.message}`.trim();
  if (error instanceof NotFoundError) return `HTTP 404 ${error.message}`.trim();
  if (error instanceof RateLimitedError) return `429 for ${duration(error.retryAfterMs)}`;
  return error.message;
}

function adviceOn(error: ApiError, noUser: string | undefined): string {
  if (error instanceof SignInRefusedError) return error.message;
  if (error instanceof UnauthorizedError) {
    return "the token has expired, or is another tenant's: get a new one, or set SAIL_CLIENT_ID and SAIL_CLIENT_SECRET";
  }
  if (isForbidden(error)) return noUser ?? error.advice ?? `the user ${neededRights}`;
  if (error instanceof RefusedError) {
    return error.advice ?? "tell SailPoint support what stands here";
  }
  if (error instanceof RateLimitedError) {
    return "another program uses up what the tenant grants this client: wait, or use another client";
  }
  const { advice } = error instanceof NoAnswerError ? error : { advice: undefined };
  return advice ?? "the tenant does not answer as it should: try again in a minute";
}
