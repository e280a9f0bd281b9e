import type { Ending } from "../watch/model/ending.ts";
import type { TaskVerdict } from "../watch/model/verdict.ts";

/** What made the program leave. */
export type Departure =
  /** All ids had ended. */
  | { readonly by: "ends" }
  /** The key `q`. */
  | { readonly by: "quit" }
  /** Nobody reads the output any more; or it cannot be written, as on a full disk: it is lost. */
  | { readonly by: "pipe"; readonly isLost?: boolean }
  /** `--any`: the first end of any id. */
  | { readonly by: "any" }
  /** `--fail-fast`: the first bad end. */
  | { readonly by: "failFast" }
  /** `--timeout` ran out, so many milliseconds after the start. */
  | { readonly by: "timeout"; readonly afterMs: number }
  | { readonly by: "signal"; readonly signal: LeavingSignal }
  | { readonly by: "bug"; readonly error: unknown };

/** The signals that end the program. The key Ctrl-C counts as SIGINT. */
export type LeavingSignal = "SIGHUP" | "SIGINT" | "SIGTERM";

/** Wrong usage or configuration: nothing was watched. */
export const usageExitCode = 2;
/** An outcome that nobody saw, be it that the output could not be written. */
export const unseenExitCode = 3;
/** Nothing to watch: no ids on standard input, or no aggregation of the source is running. */
export const nothingExitCode = 5;
/** A bug of ours; the number is EX_SOFTWARE of sysexits.h. */
export const bugExitCode = 70;

/** As the command `timeout` of GNU coreutils has it. */
export const timeoutExitCode = 124;

/** 128 and the signal's number, as shells have it. */
export const signalExitCodes: Readonly<Record<LeavingSignal, number>> = {
  SIGHUP: 129,
  SIGINT: 130,
  SIGTERM: 143,
};
export const leavingSignals = Object.keys(signalExitCodes) as readonly LeavingSignal[];

/** The signal that an exit code stands for, if any. */
export function signalOf(code: number): LeavingSignal | undefined {
  return leavingSignals.find((signal) => signalExitCodes[signal] === code);
}

/** The order in which the outcomes of the ids count; the first that applies to any id wins. */
const severity: readonly number[] = [4, 1, unseenExitCode, nothingExitCode, 8];

/**
 * The exit code: what ended the program decides first, then the outcomes of the ids.
 *
 * @param endings of all ids, undefined for one that was still running, or whose task was still
 *   being asked for its verdict
 * @param isStrict whether a warning counts as an error, and a verdict that nobody could read as an
 *   outcome that nobody saw
 */
export function exitCode(
  departure: Departure,
  endings: readonly (Ending | undefined)[],
  isStrict: boolean,
): number {
  switch (departure.by) {
    case "bug":
      return bugExitCode;
    case "signal":
      return signalExitCodes[departure.signal];
    case "timeout":
      return timeoutExitCode;
    case "any":
    case "failFast":
      return worstCode(
        endings.filter((ending) => ending !== undefined),
        isStrict,
      );
    case "pipe":
      return worstCode(endings, isStrict, departure.isLost === true ? [unseenExitCode] : []);
    case "ends":
    case "quit":
      return worstCode(endings, isStrict);
  }
}

/**
 * The worst of several exit codes of one run of the program: that of what ended it (a bug, a signal,
 * `--timeout`) decides first, then the order of the outcomes of ids.
 *
 * @returns 0 where there is none
 */
export function worstOf(codes: readonly number[]): number {
  const own = codes.find((code) => code !== 0 && !severity.includes(code));
  return own ?? severity.find((code) => codes.includes(code)) ?? 0;
}

/** When the program leaves before all ids have ended. */
export interface EarlyLeave {
  /** At the first end of any id. */
  readonly any: boolean;
  /** At the first end whose own exit code is not 0. */
  readonly failFast: boolean;
  /** See `exitCode`. */
  readonly strict: boolean;
}

/** What the end of one id makes the program leave by; undefined where it goes on. */
export function departureAt(
  ending: Ending,
  { any, failFast, strict }: EarlyLeave,
): Departure | undefined {
  if (any) return { by: "any" };
  return failFast && endingCode(ending, strict) !== 0 ? { by: "failFast" } : undefined;
}

function worstCode(
  endings: readonly (Ending | undefined)[],
  isStrict: boolean,
  more: readonly number[] = [],
): number {
  return worstOf([...endings.map((ending) => endingCode(ending, isStrict)), ...more]);
}

function endingCode(ending: Ending | undefined, isStrict: boolean): 0 | 1 | 3 | 4 | 8 {
  switch (ending?.kind) {
    case undefined:
      return 8;
    case "COMPLETED":
      return verdictCode(ending.verdict, isStrict);
    case "CANCELLED":
    case "TERMINATED":
    case "FAILED":
      return 1;
    case "EXPIRED":
    case "NOT_FOUND":
    case "GIVEN_UP":
      return unseenExitCode;
    case "REFUSED":
      return ending.httpStatus === 403 ? 4 : unseenExitCode;
    case "SIGN_IN_REFUSED":
      return 4;
  }
}

/** COMPLETED says that it is over; whether it worked, its task says. */
function verdictCode(verdict: TaskVerdict | undefined, isStrict: boolean): 0 | 1 | 3 {
  switch (verdict?.kind) {
    case "SUCCESS":
      return 0;
    case "WARNING":
      return isStrict ? 1 : 0;
    case "ERROR":
    case "TERMINATED":
    case "TEMP_ERROR":
      return 1;
    case "UNREADABLE":
    case undefined:
      return isStrict ? unseenExitCode : 0;
  }
}
