import { errorText, isPage, isServiceError } from "./error-text.ts";
import {
  type ApiError,
  ForeignAnswerError,
  NotFoundError,
  RateLimitedError,
  RefusedError,
  TransientError,
  UnauthorizedError,
} from "./errors.ts";
import { safeText } from "../../text/safe-text.ts";
import { parseHttpDate, retryAfterMs } from "../answer/retry-after.ts";
import type { Answer } from "./send.ts";

/** Statuses below 500 that say "not now" (RFC 9110, RFC 8470) and not "not like this". */
const passingStatuses = new Set([408, 425]);
/** What the API says with these is JSON: anything else comes from a firewall or a proxy. */
const guardedStatuses = new Set([401, 403, 407, 451]);

/** What the text of every answer of something else begins with. */
export const notOfApi = "not an answer of the API";
const foreignAdvice =
  "something on the way answered in the tenant's place: check the base URL, the proxy and the " +
  "firewall; aggwatch doctor checks each step";

/**
 * What an answer's HTTP status means for whoever asked.
 *
 * @returns the kind of failure; undefined for 2xx
 */
export function failureOf(answer: Answer): ApiError | undefined {
  const { status, body } = answer;
  const requestId = requestIdOf(answer);
  if (status >= 200 && status < 300) return undefined;
  if (status === 429) return new RateLimitedError(waitOf(answer), { requestId });
  if (status >= 500 || passingStatuses.has(status)) {
    const asksToWait = status === 503 && answer.headers.has("retry-after");
    const retryAfterMs = asksToWait ? waitOf(answer) : undefined;
    return new TransientError(`HTTP ${status}`, { requestId, retryAfterMs });
  }
  if (status === 404) {
    const page = isPageAnswer(answer) ? foreign("an HTML page") : undefined;
    const isFromService = page === undefined && isServiceError(body);
    const cause = page === undefined ? undefined : bodyCause(answer);
    return new NotFoundError(page ?? errorText(body) ?? "", { requestId, isFromService, cause });
  }
  const other = foreignText(answer);
  if (other !== undefined) {
    const cause = bodyCause(answer);
    return new ForeignAnswerError(status, other, { requestId, advice: foreignAdvice, cause });
  }
  const text = errorText(body) ?? "";
  return status === 401
    ? new UnauthorizedError(text, { requestId })
    : new RefusedError(status, text, { requestId });
}

/** A 2xx answer whose body is not what it should be: half of it, a login page, another shape. */
export function unreadable(answer: Answer): TransientError {
  const text = isPageAnswer(answer) ? foreign("an HTML page") : "answer unreadable";
  return new TransientError(text, { requestId: requestIdOf(answer), cause: bodyCause(answer) });
}

/** What came instead of what was expected, as a cause: what was kept of it, which is clean. */
function bodyCause({ status, headers, body }: Answer): Error {
  const type = headers.get("content-type") ?? "no content type";
  return new Error(safeText(`HTTP ${status}, ${type}: ${body}`));
}

/** What answered in the API's place, where that shows; undefined for an answer of the API. */
function foreignText(answer: Answer): string | undefined {
  const { status, headers, body } = answer;
  if (status < 400) return foreign(`a redirect to ${headers.get("location") ?? "elsewhere"}`);
  if (isPageAnswer(answer)) return foreign("an HTML page");
  // SailPoint's own answers carry one, whatever else they are.
  if (!guardedStatuses.has(status) || headers.has("slpt-request-id")) return undefined;
  return body === "" || /^[[{]/.test(body) ? undefined : foreign(errorText(body) ?? "a text");
}

function foreign(what: string): string {
  return `${notOfApi}: ${what}`;
}

function isPageAnswer({ headers, body }: Answer): boolean {
  return (
    isPage(body) || (/\bhtml\b/i.test(headers.get("content-type") ?? "") && !/^[[{]/.test(body))
  );
}

/**
 * Whatever the API has to read is JSON, but for an answer without a body.
 *
 * @throws TransientError where it is none, or breaks off
 */
export function checkReadable(answer: Answer): void {
  if (answer.status === 204) return;
  try {
    JSON.parse(answer.body);
  } catch {
    throw unreadable(answer);
  }
}

/** The answer's `Date`: milliseconds since the Unix epoch; undefined without a readable one. */
export function dateOf(answer: Answer): number | undefined {
  return parseHttpDate(answer.headers.get("date") ?? "");
}

/** What SailPoint support asks for. */
export function requestIdOf(answer: Answer): string | undefined {
  return answer.headers.get("slpt-request-id") || undefined;
}

function waitOf(answer: Answer): number {
  const header = answer.headers.get("retry-after") ?? undefined;
  return retryAfterMs(header, dateOf(answer) ?? answer.receivedAt);
}
