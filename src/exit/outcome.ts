import type { Lifetime } from "./lifetime.ts";
import { type Departure, exitCode, worstOf } from "./exit-code.ts";
import type { Clock } from "../time/clock.ts";
import type { Watch } from "../watch/model/watch.ts";
import { bugReport } from "./bug-report.ts";
import { timeoutLine } from "./timeout-line.ts";

/**
 * Why a run of the program left: a `Departure`; `failure` where it was to start more and could not;
 * of a recorded watch its own word, `cutOff` where the recording does not tell.
 */
export interface LeftBy {
  readonly by: string;
  readonly signal?: string;
}

/** What a command came to. */
export interface Outcome {
  readonly departure: Departure;
  /** All that were watched. */
  readonly watches: readonly Watch[];
  /** See `exitCode`. */
  readonly isStrict: boolean;
  /** Exit codes of what is not the outcome of an id. */
  readonly besides: readonly number[];
  /** An exit code in place of all these, and what it means there. */
  readonly own?: { readonly code: number; readonly meaning: string };
  /** The clock of the watches; undefined where nothing was watched. */
  readonly clock?: Clock;
  /** What a summary says in place of the departure. */
  readonly leftBy?: LeftBy;
}

/** The outcome of a command that watched nothing, with what it exits with. */
export function nothingWatched(...besides: readonly number[]): Outcome {
  return { departure: { by: "ends" }, watches: [], isStrict: false, besides };
}

/** What the program exits with. */
export function codeOf({ departure, watches, isStrict, besides, own }: Outcome): number {
  const endings = watches.map(({ ending }) => ending);
  return own?.code ?? worstOf([exitCode(departure, endings, isStrict), ...besides]);
}

/** The outcome of a command, also where it fails because its lifetime is over. */
export async function outcomeOf(
  command: () => Outcome | Promise<Outcome>,
  { signal, departure }: Pick<Lifetime, "signal" | "departure">,
): Promise<Outcome> {
  try {
    return await command();
  } catch (error) {
    if (!signal.aborted) throw error;
    return { ...nothingWatched(), departure: departure() };
  }
}

/** Says on stderr what a user must know beyond the outcomes of the ids. */
export function explain(
  { departure, watches }: Outcome,
  { stderr }: { readonly stderr: Pick<NodeJS.WriteStream, "write"> },
): void {
  const signIn = watches.map(({ ending }) => ending).find((one) => one?.kind === "SIGN_IN_REFUSED");
  if (signIn) stderr.write(`aggwatch: ${signIn.text}\n`);
  if (departure.by === "timeout") {
    stderr.write(`aggwatch: ${timeoutLine(departure.afterMs, watches)}\n`);
  }
  if (departure.by === "bug") stderr.write(bugReport(departure.error));
}
