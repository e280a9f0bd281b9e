import type { Ending } from "../watch/model/ending.ts";
import type { TaskVerdict } from "../watch/model/verdict.ts";

/** What made the program leave. */
export type Departure =
  | { readonly by: "ends" }
  | { readonly by: "quit" }
  /** The output has no reader any more; or it is lost, as on a full disk. */
  | { readonly by: "pipe"; readonly isLost?: boolean }
  | { readonly by: "any" }
  | { readonly by: "failFast" }
  /** `--timeout` ran out, `afterMs` milliseconds after the start. */
  | { readonly by: "timeout"; readonly afterMs: number }
  | { readonly by: "signal"; readonly signal: LeavingSignal }
  | { readonly by: "bug"; readonly error: unknown };

/** The signals that end the program. The key Ctrl-C counts as SIGINT. */
export type LeavingSignal = "SIGHUP" | "SIGINT" | "SIGTERM";

export const usageExitCode = 2;
/** An outcome not seen, or not written. */
export const unseenExitCode = 3;
export const nothingExitCode = 5;
/** Not over yet, or left before it was. */
export const leftExitCode = 8;
/** EX_SOFTWARE of sysexits.h. */
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

export function signalOf(code: number): LeavingSignal | undefined {
  return leavingSignals.find((signal) => signalExitCodes[signal] === code);
}

/** The order in which the outcomes of the ids count; the first that applies to any id wins. */
const severity: readonly number[] = [4, 1, unseenExitCode, nothingExitCode, leftExitCode];

/**
 * What ended the program decides first, then the endings of the ids, undefined for one without an
 * outcome yet. If `isStrict`, a warning is an error, and an unreadable verdict an outcome not seen.
 */
export function exitCode(
  departure: Departure,
  endings: readonly (Ending | undefined)[],
  isStrict: boolean,
): number {
  const isOfEnded = departure.by === "any" || departure.by === "failFast";
  const counted = isOfEnded ? endings.filter((ending) => ending !== undefined) : endings;
  const codes = counted.map((ending) => endingExitCode(ending, isStrict));
  switch (departure.by) {
    case "bug":
      return bugExitCode;
    case "signal":
      return signalExitCodes[departure.signal];
    case "timeout":
      return timeoutExitCode;
    case "pipe":
      return worstOf(departure.isLost ? [...codes, unseenExitCode] : codes);
    case "any":
    case "failFast":
    case "ends":
    case "quit":
      return worstOf(codes);
  }
}

/** The code of what ended the program, if among them, else the worst of the ids; 0 for no codes. */
export function worstOf(codes: readonly number[]): number {
  const own = codes.find((code) => code !== 0 && !severity.includes(code));
  return own ?? severity.find((code) => codes.includes(code)) ?? 0;
}

export interface EarlyLeave {
  readonly any: boolean;
  /** At the first end whose own exit code is not 0. */
  readonly failFast: boolean;
  /** See `exitCode`. */
  readonly strict: boolean;
}

/** What the end of one id makes the program leave by, if it does. */
export function departureAt(
  ending: Ending,
  { any, failFast, strict }: EarlyLeave,
): Departure | undefined {
  if (any) return { by: "any" };
  return failFast && endingExitCode(ending, strict) !== 0 ? { by: "failFast" } : undefined;
}

/** What one id makes of the exit code, undefined for one without an outcome yet. */
export function endingExitCode(ending: Ending | undefined, isStrict: boolean): 0 | 1 | 3 | 4 | 8 {
  switch (ending?.kind) {
    case undefined:
      return leftExitCode;
    case "COMPLETED":
      return verdictCode(ending.verdict, isStrict);
    case "CANCELLED":
    case "TERMINATED":
      return 1;
    case "FAILED":
      return ending.verdict?.kind === "UNREADABLE" ? unseenExitCode : 1;
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

/** COMPLETED means over; the task says whether it worked. */
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
