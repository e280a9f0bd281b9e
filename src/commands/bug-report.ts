import { inspect } from "node:util";

/** What to say of an error that is no fault of the user, the network or the tenant. */
export function bugReport(error: unknown): string {
  const details = error instanceof Error ? (error.stack ?? error.message) : inspect(error);
  return `aggwatch: this is a bug in aggwatch, please report it with these lines:\n${details}\n`;
}
