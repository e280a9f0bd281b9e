import type { Fact, WaitFact } from "./fact.ts";

/** What a pane remembers of one thing that happened, or of the same thing several times in a row. */
export interface LogEntry {
  /** The last time: milliseconds since the Unix epoch. */
  readonly at: number;
  readonly fact: Fact | WaitFact;
  readonly times: number;
}

/** A watch may run for days: only so many entries are kept. */
const longestLog = 200;

/** The log with one more fact, newest first; the same trouble again is counted, not repeated. */
export function logged(
  log: readonly LogEntry[],
  fact: Fact | WaitFact,
  at: number,
): readonly LogEntry[] {
  const [newest, ...older] = log;
  if (newest && isSameTrouble(newest.fact, fact)) {
    return [{ at, fact, times: newest.times + 1 }, ...older];
  }
  return [{ at, fact, times: 1 }, ...log].slice(0, longestLog);
}

function isSameTrouble(one: Fact | WaitFact, other: Fact | WaitFact): boolean {
  if (one.type === "fault") return other.type === "fault" && one.reason === other.reason;
  return one.type === other.type && (one.type === "wait" || one.type === "missing");
}
