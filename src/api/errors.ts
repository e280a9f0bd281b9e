/**
 * What can go wrong between us and the tenant: a class per kind of failure, since each kind is
 * answered differently. All texts in them are safe to print. Any other error is a bug of ours.
 */
export abstract class ApiError extends Error {
  /** The `Slpt-Request-Id` of the answer, which SailPoint support asks for. */
  readonly requestId: string | undefined;

  constructor(message: string, requestId?: string) {
    super(message);
    this.name = new.target.name;
    this.requestId = requestId;
  }
}

/** It may pass by itself: network, timeout, 408, 425, 5xx, an answer that cannot be read. */
export class TransientError extends ApiError {
  /** How long the server asked to wait (503 with `Retry-After`), in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, requestId?: string, retryAfterMs?: number) {
    super(message, requestId);
    this.retryAfterMs = retryAfterMs;
  }
}

/** No answer came: network or timeout. What the tenant thinks of the request is not known. */
export class NoAnswerError extends TransientError {
  /** What to do about it, where it does not pass by itself. */
  readonly advice: string | undefined;

  constructor(message: string, requestId?: string, retryAfterMs?: number, advice?: string) {
    super(message, requestId, retryAfterMs);
    this.advice = advice;
  }
}

/** An answer began, and did not come to its end: a shorter one may. */
export class CutShortError extends NoAnswerError {}

/**
 * A start was accepted, and the answer does not tell the task: there is an aggregation whose id is
 * not known, and asking again would start a second.
 */
export class UnnamedTaskError extends ApiError {}

/** 429: everything that shares the client id and the API version has to wait. */
export class RateLimitedError extends ApiError {
  /** What the answer asked for, in milliseconds; see `retryAfterMs`. */
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number, requestId?: string) {
    super("429", requestId);
    this.retryAfterMs = retryAfterMs;
  }
}

/** 401: this access token is not, or no longer, accepted. */
export class UnauthorizedError extends ApiError {}

/** The tenant gives no token that it accepts: nothing more can be asked with this client. */
export class SignInRefusedError extends ApiError {}

/** 404, or a body that says NOT_FOUND. */
export class NotFoundError extends ApiError {
  /**
   * Whether the service itself says so, so that the path, and with it the API version, is known.
   * Else it may be the gateway, which says 404 for a path as well.
   */
  readonly isFromService: boolean;
  /** What it may mean beside an unknown id. */
  readonly hint: string | undefined;

  constructor(message: string, requestId?: string, isFromService = false, hint?: string) {
    super(message, requestId);
    this.isFromService = isFromService;
    this.hint = hint;
  }
}

/** 400, 403 and every other answer that will not change when asked again. */
export class RefusedError extends ApiError {
  /** The HTTP status. */
  readonly status: number;
  /** What to do about it, where that is known. */
  readonly advice: string | undefined;

  constructor(status: number, message: string, requestId?: string, advice?: string) {
    super(message, requestId);
    this.status = status;
    this.advice = advice;
  }
}

/**
 * A redirect, a page for browsers, a firewall's refusal: something answered that is not the API. It
 * says nothing of scopes, secrets, ids and versions.
 */
export class ForeignAnswerError extends RefusedError {}

/** Whether the API says that this client may not ask that. */
export function isForbidden(error: unknown): error is RefusedError {
  return (
    error instanceof RefusedError && error.status === 403 && !(error instanceof ForeignAnswerError)
  );
}
