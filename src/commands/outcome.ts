import { type Departure, exitCode, worstOf } from "../output/exit-code.ts";
import type { Watch } from "../watch/watch.ts";
import { bugReport } from "./bug-report.ts";
import type { Host } from "./host.ts";
import { timeoutLine } from "./timeout-line.ts";

/**
 * The exit code of a session, after saying on stderr what a user must be told beyond the outcomes
 * of the ids.
 *
 * @param isStrict see `exitCode`
 * @param besides the exit codes of what is no outcome of an id
 */
export function concludeSession(
  departure: Departure,
  watches: readonly Watch[],
  isStrict: boolean,
  { stderr }: Pick<Host, "stderr">,
  besides: readonly number[] = [],
): number {
  const signIn = watches.map(({ ending }) => ending).find((one) => one?.kind === "SIGN_IN_REFUSED");
  if (signIn) stderr.write(`aggwatch: ${signIn.text}\n`);
  if (departure.by === "timeout") {
    stderr.write(`aggwatch: ${timeoutLine(departure.afterMs, watches)}\n`);
  }
  if (departure.by === "bug") stderr.write(bugReport(departure.error));
  const endings = watches.map(({ ending }) => ending);
  return worstOf([exitCode(departure, endings, isStrict), ...besides]);
}
