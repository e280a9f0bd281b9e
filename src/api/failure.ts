import { errorText, isServiceError } from "./error-text.ts";
import {
  type ApiError,
  NotFoundError,
  RateLimitedError,
  RefusedError,
  TransientError,
  UnauthorizedError,
} from "./errors.ts";
import { parseHttpDate, retryAfterMs } from "./retry-after.ts";
import type { Answer } from "./send.ts";
import { safeText } from "../text/safe-text.ts";

/** Statuses below 500 that say "not now" (RFC 9110, RFC 8470) and not "not like this". */
const passingStatuses = new Set([408, 425]);

/**
 * What an answer's HTTP status means for whoever asked.
 *
 * @returns the kind of failure; undefined for 2xx
 */
export function failureOf(answer: Answer): ApiError | undefined {
  const { status, headers, body } = answer;
  const requestId = requestIdOf(answer);
  if (status >= 200 && status < 300) return undefined;
  if (status < 400) {
    const target = safeText(headers.get("location") ?? "elsewhere");
    return new RefusedError(status, `redirect to ${target} not followed`, requestId);
  }
  const text = errorText(body) ?? "";
  if (status === 401) return new UnauthorizedError(text, requestId);
  if (status === 404) return new NotFoundError(text, requestId, isServiceError(body));
  if (status === 429) return new RateLimitedError(waitOf(answer), requestId);
  if (status === 503 && headers.has("retry-after")) {
    return new TransientError("HTTP 503", requestId, waitOf(answer));
  }
  if (status >= 500 || passingStatuses.has(status)) {
    return new TransientError(`HTTP ${status}`, requestId);
  }
  return new RefusedError(status, text, requestId);
}

/** A 2xx answer whose body is not what it should be: half of it, a login page, another shape. */
export function unreadable(answer: Answer): TransientError {
  return new TransientError("answer unreadable", requestIdOf(answer));
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
  const id = safeText(answer.headers.get("slpt-request-id") ?? "");
  return id === "" ? undefined : id;
}

function waitOf(answer: Answer): number {
  const header = answer.headers.get("retry-after") ?? undefined;
  return retryAfterMs(header, dateOf(answer) ?? answer.receivedAt);
}
