import type { Lifetime } from "./lifetime.ts";
import { type Departure, exitCode, worstOf } from "./exit-code.ts";
import type { Clock } from "../time/clock.ts";
import type { Watch } from "../watch/model/watch.ts";
import { bugReport } from "./bug-report.ts";

/** By a `Departure`, a `failure` to start more, a recorded watch's own word, or its `cutOff`. */
export interface LeftBy {
  readonly by: string;
  readonly signal?: string;
}

/** A source that was to be started, of which no aggregation was. */
export interface NotStarted {
  readonly name: string;
  readonly reason: string;
}

/** What a command came to. */
export interface Outcome {
  readonly departure: Departure;
  readonly watches: readonly Watch[];
  /** See `exitCode`. */
  readonly isStrict: boolean;
  /** Exit codes of what is not the outcome of an id. */
  readonly besides: readonly number[];
  /** An exit code in place of all these, and what it means there. */
  readonly own?: { readonly code: number; readonly meaning: string };
  /** Of `start`. */
  readonly notStarted?: readonly NotStarted[];
  readonly clock?: Clock;
  /** In a summary, in place of the departure. */
  readonly leftBy?: LeftBy;
}

/** With the exit codes of a command that watched nothing. */
export function nothingWatched(...besides: readonly number[]): Outcome {
  return { departure: { by: "ends" }, watches: [], isStrict: false, besides };
}

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

/** Says on stderr what the outcomes of the ids leave out. */
export async function explain(
  { departure, watches }: Outcome,
  { stderr }: { readonly stderr: Pick<NodeJS.WriteStream, "write"> },
): Promise<void> {
  const signIn = watches.map(({ ending }) => ending).find((one) => one?.kind === "SIGN_IN_REFUSED");
  if (signIn) stderr.write(`aggwatch: ${signIn.text}\n`);
  if (departure.by === "timeout") {
    // Loaded late: all states and their words, which most runs of the program need elsewhere or not at all.
    const { timeoutLine } = await import("./timeout-line.ts");
    stderr.write(`aggwatch: ${timeoutLine(departure.afterMs, watches)}\n`);
  }
  if (departure.by === "bug") stderr.write(bugReport(departure.error));
}
