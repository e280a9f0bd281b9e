import { type ApiError, type ApiErrorKind, isApiError } from "./errors.ts";

/** What has to come before a failed request is sent again; a second 401 in a row is final. */
type RetryCondition = "pause" | "rate limit" | "new token" | "never";

interface Rule {
  readonly retry: RetryCondition;
  /** Whether a whole answer came: then the tenant has counted the request. */
  readonly isAnswered: boolean;
}

/** The one rule for what is sent again, by polls, look-ups and sign-ins. */
const rules: Readonly<Record<ApiErrorKind, Rule>> = {
  transient: { retry: "pause", isAnswered: true },
  "no answer": { retry: "pause", isAnswered: false },
  "cut short": { retry: "pause", isAnswered: false },
  "unnamed task": { retry: "never", isAnswered: true },
  "rate limited": { retry: "rate limit", isAnswered: true },
  unauthorized: { retry: "new token", isAnswered: true },
  "sign-in refused": { retry: "never", isAnswered: true },
  "not found": { retry: "never", isAnswered: true },
  refused: { retry: "never", isAnswered: true },
  "foreign answer": { retry: "never", isAnswered: true },
};

/** When a request that failed so may be sent again; never after a bug of ours. */
export function retryOf(error: unknown): RetryCondition {
  return isApiError(error) ? rules[error.kind].retry : "never";
}

/** Whether the failure may pass by itself: what has become of the request is then not known. */
export function isPassing(error: unknown): error is ApiError {
  return retryOf(error) === "pause";
}

/** Whether no answer came, or not the whole of it. */
export function isUnanswered(error: unknown): error is ApiError {
  return isApiError(error) && !rules[error.kind].isAnswered;
}
