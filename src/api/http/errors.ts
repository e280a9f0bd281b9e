/** What an error carries beside its message. All texts are safe to print, those of the cause too. */
interface Details {
  /** The `Slpt-Request-Id` of the answer, which SailPoint support asks for. */
  readonly requestId?: string | undefined;
  /** What to do about it, where that is known. */
  readonly advice?: string | undefined;
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** The error or the foreign body behind it, for debugging: it holds no request and no raw bytes. */
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

/** It may pass by itself: 408, 425, 5xx, an answer that cannot be read. */
export class TransientError extends TenantError {
  readonly kind = "transient";
}

/** No answer came: network or timeout. What the tenant thinks of the request is not known. */
export class NoAnswerError extends TenantError {
  readonly kind = "no answer";
}

/** An answer began, and did not come to its end: a shorter one may. */
export class CutShortError extends TenantError {
  readonly kind = "cut short";
}

/**
 * A start was accepted, and the answer does not tell the task: there is an aggregation whose id is
 * not known, and asking again would start a second.
 */
export class UnnamedTaskError extends TenantError {
  readonly kind = "unnamed task";
}

/** 429: everything that shares the client id and the API version has to wait. */
export class RateLimitedError extends TenantError {
  readonly kind = "rate limited";
  declare readonly retryAfterMs: number;

  /** @param retryAfterMs see `retryAfterMs` of retry-after.ts */
  constructor(retryAfterMs: number, details: Details = {}) {
    super("429", { ...details, retryAfterMs });
  }
}

/** 401: this access token is not, or no longer, accepted. */
export class UnauthorizedError extends TenantError {
  readonly kind = "unauthorized";
}

/** The tenant gives no token that it accepts: nothing more can be asked with this client. */
export class SignInRefusedError extends TenantError {
  readonly kind = "sign-in refused";
}

/** 404, or a body that says NOT_FOUND. */
export class NotFoundError extends TenantError {
  readonly kind = "not found";
  /**
   * Whether the service itself says so, so that the path, and with it the API version, is known.
   * Else it may be the gateway, which says 404 for a path as well.
   */
  readonly isFromService: boolean;
  /** What it may mean beside an unknown id. */
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
  /** The HTTP status. */
  readonly status: number;

  constructor(status: number, message: string, details?: Details) {
    super(message, details);
    this.status = status;
  }
}

/** 400, 403 and every other answer that will not change when asked again. */
export class RefusedError extends RefusalError {
  readonly kind = "refused";
}

/**
 * A redirect, a page for browsers, a firewall's refusal: something answered that is not the API. It
 * says nothing of scopes, secrets, ids and versions.
 */
export class ForeignAnswerError extends RefusalError {
  readonly kind = "foreign answer";
}

/** What can go wrong between us and the tenant. Any other error is a bug of ours. */
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

/** By the kind each error is answered differently. */
export type ApiErrorKind = ApiError["kind"];

/** Whether what was thrown is an API error, of one of the kinds where some are given. */
export function isApiError<Kind extends ApiErrorKind = ApiErrorKind>(
  error: unknown,
  ...kinds: readonly Kind[]
): error is Extract<ApiError, { readonly kind: Kind }> {
  if (!(error instanceof TenantError)) return false;
  return kinds.length === 0 || kinds.some((kind) => kind === error.kind);
}

/** Whether the API says that this client may not ask that. */
export function isForbidden(error: unknown): error is RefusedError {
  return isApiError(error, "refused") && error.status === 403;
}
