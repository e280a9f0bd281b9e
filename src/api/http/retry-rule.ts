import { type ApiError, type ApiErrorKind, isApiError } from "./errors.ts";

/** What must precede the next attempt; a second 401 in a row is final. */
type RetryCondition = "pause" | "rate limit" | "new token" | "never";

/** For polls, look-ups and sign-ins. The tenant has counted a request that got a whole answer. */
const rules: Record<ApiErrorKind, { retry: RetryCondition; isAnswered: boolean }> = {
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

/** Never after a bug of ours. */
export function retryOf(error: unknown): RetryCondition {
  return isApiError(error) ? rules[error.kind].retry : "never";
}

/** Whether the failure may pass; what became of the request is then unknown. */
export function isPassing(error: unknown): error is ApiError {
  return retryOf(error) === "pause";
}

export function isUnanswered(error: unknown): error is ApiError {
  return isApiError(error) && !rules[error.kind].isAnswered;
}
