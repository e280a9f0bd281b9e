/** All texts are safe to print, those of the cause too. */
interface Details {
  /** The answer's `Slpt-Request-Id`, which SailPoint support asks for. */
  readonly requestId?: string | undefined;
  readonly advice?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  /** For debugging: without the request and without raw bytes. */
  readonly cause?: unknown;
}

abstract class TenantError extends Error {
  abstract readonly kind: ApiErrorKind;
  readonly requestId: string | undefined;
  readonly advice: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, { cause, ...details }: Details = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.requestId = details.requestId;
    this.advice = details.advice;
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** It may pass: 408, 425, 5xx, an unreadable answer. */
export class TransientError extends TenantError {
  readonly kind = "transient";
}

/** Network or timeout: the tenant may or may not have got the request. */
export class NoAnswerError extends TenantError {
  readonly kind = "no answer";
}

/** The answer broke off: a shorter one may not. */
export class CutShortError extends TenantError {
  readonly kind = "cut short";
}

/** A start was accepted, but its id is unknown; a repetition would start a second aggregation. */
export class UnnamedTaskError extends TenantError {
  readonly kind = "unnamed task";
}

/** 429: all requests of the client id and API version have to wait. */
export class RateLimitedError extends TenantError {
  readonly kind = "rate limited";
  declare readonly retryAfterMs: number;

  constructor(retryAfterMs: number, details: Details = {}) {
    super("429", { ...details, retryAfterMs });
  }
}

/** 401: the access token is not, or no longer, accepted. */
export class UnauthorizedError extends TenantError {
  readonly kind = "unauthorized";
}

/** The tenant grants no token that it accepts: this client can send nothing more. */
export class SignInRefusedError extends TenantError {
  readonly kind = "sign-in refused";
}

/** 404, or a body that says NOT_FOUND. */
export class NotFoundError extends TenantError {
  readonly kind = "not found";
  /** Proves that the path, and so the API version, is known; the gateway has 404s for paths too. */
  readonly isFromService: boolean;
  readonly hint: string | undefined;

  constructor(message: string, details: NotFoundDetails = {}) {
    super(message, details);
    this.isFromService = details.isFromService ?? false;
    this.hint = details.hint;
  }
}

interface NotFoundDetails extends Details {
  readonly isFromService?: boolean | undefined;
  readonly hint?: string | undefined;
}

abstract class RefusalError extends TenantError {
  readonly status: number;

  constructor(status: number, message: string, details?: Details) {
    super(message, details);
    this.status = status;
  }
}

/** 400, 403 and any other answer that a repetition will not change. */
export class RefusedError extends RefusalError {
  readonly kind = "refused";
}

/** A redirect, an HTML page, a firewall's refusal: it says nothing of scopes, ids and versions. */
export class ForeignAnswerError extends RefusalError {
  readonly kind = "foreign answer";
}

/** Any other error is a bug of ours. */
export type ApiError =
  | TransientError
  | NoAnswerError
  | CutShortError
  | UnnamedTaskError
  | RateLimitedError
  | UnauthorizedError
  | SignInRefusedError
  | NotFoundError
  | RefusedError
  | ForeignAnswerError;

export type ApiErrorKind = ApiError["kind"];

/** Whether it is an API error, of one of the kinds if any are given. */
export function isApiError<Kind extends ApiErrorKind = ApiErrorKind>(
  error: unknown,
  ...kinds: readonly Kind[]
): error is Extract<ApiError, { readonly kind: Kind }> {
  if (!(error instanceof TenantError)) return false;
  return kinds.length === 0 || kinds.some((kind) => kind === error.kind);
}

export function isForbidden(error: unknown): error is RefusedError {
  return isApiError(error, "refused") && error.status === 403;
}
