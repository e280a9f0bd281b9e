import { inspect } from "node:util";

/** What to say of an error that is no fault of the user, the network or the tenant. */
export function bugReport(error: unknown): string {
  return `aggwatch: this is a bug in aggwatch, please report it with these lines:\n${details(error)}\n`;
}

/** What was thrown may throw as well when it is read. */
function details(error: unknown): string {
  try {
    return error instanceof Error ? (error.stack ?? error.message) : inspect(error);
  } catch {
    return "an error that cannot be read";
  }
}
