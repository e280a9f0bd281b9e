import { type ApiError, isForbidden } from "../../api/http/errors.ts";

/** Why a request to a task failed, as the text after a colon. */
export function unreadableReason(error: ApiError): string {
  switch (error.kind) {
    case "not found":
      return "404, no such task";
    case "sign-in refused":
      return "sign-in refused";
    case "unauthorized":
      return "401";
    case "refused":
    case "foreign answer":
      if (isForbidden(error)) return "403, needs scope idn:task-management:read";
      return [`HTTP ${error.status}`, error.message].filter(Boolean).join(", ");
    case "transient":
    case "no answer":
    case "cut short":
    case "unnamed task":
    case "rate limited":
      return error.message;
  }
}
