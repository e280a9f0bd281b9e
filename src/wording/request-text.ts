import type { RequestTrace } from "../api/http/request-trace.ts";

/**
 * A request in a line of a log: when it left, what it was, what came of it, how long that took, and
 * how long it had waited for its turn.
 *
 * @param host its tenant's, where there are several
 */
export function requestText(
  { at, method, path, came, requestId, tookMs, waitedMs, isNewConnection }: RequestTrace,
  host = "",
): string {
  return [
    `${new Date(at).toISOString()} ${method} ${host}${path}: ${came} in ${Math.round(tookMs)}ms`,
    waitedMs !== undefined && `waited ${Math.round(waitedMs)}ms`,
    isNewConnection !== undefined && `${isNewConnection ? "new" : "kept"} connection`,
    requestId !== undefined && `request id ${requestId}`,
  ]
    .filter((part) => part !== false)
    .join(", ");
}
