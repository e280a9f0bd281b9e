import { inspect } from "node:util";
import { type Departure, exitCode } from "../output/exit-code.ts";
import type { Watch } from "../watch/watch.ts";
import type { Host } from "./host.ts";
import { timeoutLine } from "./timeout-line.ts";

/**
 * The exit code of a session, after saying on stderr what a user must be told beyond the outcomes
 * of the ids.
 *
 * @param isStrict see `exitCode`
 */
export function concludeSession(
  departure: Departure,
  watches: readonly Watch[],
  isStrict: boolean,
  { stderr }: Pick<Host, "stderr">,
): number {
  const signIn = watches.map(({ ending }) => ending).find((one) => one?.kind === "SIGN_IN_REFUSED");
  if (signIn) stderr.write(`aggwatch: ${signIn.text}\n`);
  if (departure.by === "timeout") {
    stderr.write(`aggwatch: ${timeoutLine(departure.afterMs, watches)}\n`);
  }
  if (departure.by === "bug") stderr.write(bugReport(departure.error));
  return exitCode(
    departure,
    watches.map(({ ending }) => ending),
    isStrict,
  );
}

/** What to say of an error that is no fault of the user, the network or the tenant. */
export function bugReport(error: unknown): string {
  const details = error instanceof Error ? (error.stack ?? error.message) : inspect(error);
  return `aggwatch: this is a bug in aggwatch, please report it with these lines:\n${details}\n`;
}
