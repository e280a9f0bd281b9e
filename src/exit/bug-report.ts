import { inspect } from "node:util";
import { isApiError } from "../api/http/errors.ts";

export function bugReport(error: unknown): string {
  return `aggwatch: this is a bug in aggwatch, please report it with these lines:\n${details(error)}\n`;
}

/** Reading what was thrown may throw as well. */
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
