import type { Answer } from "./api.ts";
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

/** Statuses below 500 that say "not now" (RFC 9110, RFC 8470) and not "not like this". */
const passingStatuses = new Set([408, 425]);
/** What the API says with these is JSON: anything else comes from a firewall or a proxy. */
const guardedStatuses = new Set([401, 403, 407, 451]);

/** How the text of every foreign answer begins. */
export const notOfApi = "not an answer of the API";
const htmlPage = `${notOfApi}: an HTML page`;
const foreignAdvice =
  "a proxy or firewall may have answered in the tenant's place: check the base URL, the proxy and the " +
  "firewall; aggwatch doctor checks each step";

/** The failure that an answer means; undefined for 2xx. */
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
    if (isPageAnswer(answer)) {
      return new NotFoundError(htmlPage, { requestId, cause: bodyCause(answer) });
    }
    const isFromService = isServiceError(body);
    return new NotFoundError(errorText(body) ?? "", { requestId, isFromService });
  }
  const foreign = foreignText(answer);
  if (foreign !== undefined) {
    const cause = bodyCause(answer);
    return new ForeignAnswerError(status, foreign, { requestId, advice: foreignAdvice, cause });
  }
  const text = errorText(body) ?? "";
  return status === 401
    ? new UnauthorizedError(text, { requestId })
    : new RefusedError(status, text, { requestId });
}

/** A 2xx answer whose body is not as expected: half of it, a login page, another shape. */
export function unreadable(answer: Answer): TransientError {
  const text = isPageAnswer(answer) ? htmlPage : "answer unreadable";
  return new TransientError(text, { requestId: requestIdOf(answer), cause: bodyCause(answer) });
}

/** Throws TransientError for a body that `parse` does not recognize. */
export function parsed<Output>(
  answer: Answer,
  parse: (body: string) => Output | undefined,
): Output {
  const output = parse(answer.body);
  if (output === undefined) throw unreadable(answer);
  return output;
}

/** The unexpected body, as far as it was kept, which is clean. */
function bodyCause({ status, headers, body }: Answer): Error {
  const type = headers.get("content-type") ?? "no content type";
  return new Error(safeText(`HTTP ${status}, ${type}: ${body}`));
}

/** What answered in the API's place; undefined for an answer of the API. */
function foreignText(answer: Answer): string | undefined {
  const { status, headers, body } = answer;
  if (status < 400) return `${notOfApi}: a redirect to ${headers.get("location") ?? "elsewhere"}`;
  if (isPageAnswer(answer)) return htmlPage;
  // All answers of SailPoint carry a request id.
  if (!guardedStatuses.has(status) || headers.has("slpt-request-id")) return undefined;
  if (body === "" || /^[[{]/.test(body)) return undefined;
  return `${notOfApi}: ${errorText(body) ?? "a text"}`;
}

function isPageAnswer({ headers, body }: Answer): boolean {
  return (
    isPage(body) || (/\bhtml\b/i.test(headers.get("content-type") ?? "") && !/^[[{]/.test(body))
  );
}

/** Throws TransientError where a body is not whole JSON, as all of the API's are but for a 204. */
export function checkReadable(answer: Answer): void {
  if (answer.status === 204) return;
  try {
    JSON.parse(answer.body);
  } catch {
    throw unreadable(answer);
  }
}

export function dateOf(answer: Answer): number | undefined {
  return parseHttpDate(answer.headers.get("date") ?? "");
}

/** The answer's `Date`, or our own clock where it has none: milliseconds since the Unix epoch. */
export function answeredAtOf(answer: Answer): number {
  return dateOf(answer) ?? answer.receivedAt;
}

export function requestIdOf(answer: Answer): string | undefined {
  return answer.headers.get("slpt-request-id") || undefined;
}

function waitOf(answer: Answer): number {
  return retryAfterMs(answer.headers.get("retry-after") ?? undefined, answeredAtOf(answer));
}
