import {
  type ApiError,
  isForbidden,
  NotFoundError,
  RefusedError,
  SignInRefusedError,
  UnauthorizedError,
} from "../api/errors.ts";

/** Why a task does not tell what its aggregation came to, as what follows a colon. */
export function unreadableReason(error: ApiError): string {
  if (error instanceof NotFoundError) return "404, no such task";
  if (error instanceof SignInRefusedError) return "sign-in refused";
  if (error instanceof UnauthorizedError) return "401";
  if (error instanceof RefusedError) {
    const { status, message } = error;
    if (isForbidden(error)) return "403, needs scope idn:task-management:read";
    return [`HTTP ${status}`, message].filter(Boolean).join(", ");
  }
  return error.message;
}
