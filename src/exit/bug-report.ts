import { inspect } from "node:util";
import { isApiError } from "../api/http/errors.ts";

/** What to say of an error that is no fault of the user, the network or the tenant. */
export function bugReport(error: unknown): string {
  return `aggwatch: this is a bug in aggwatch, please report it with these lines:\n${details(error)}\n`;
}

/** What was thrown may throw as well when it is read. */
function details(error: unknown): string {
  try {
    if (!(error instanceof Error)) return inspect(error);
    const stack = error.stack ?? error.message;
    // Only the causes of API errors are known to be clean.
    const hasCause = isApiError(error) && error.cause !== undefined;
    return hasCause ? `${stack}\ncaused by ${details(error.cause)}` : stack;
  } catch {
    return "an error that cannot be read";
  }
}
