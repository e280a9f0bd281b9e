import type { AggregationEvent, WaitEvent } from "./event.ts";

/** What a pane remembers of one thing that happened, or of the same thing several times in a row. */
export interface LogEntry {
  /** The last time: milliseconds since the Unix epoch. */
  readonly at: number;
  readonly event: AggregationEvent | WaitEvent;
  readonly times: number;
}

/** A watch may run for days: only so many entries are kept. */
const longestLog = 200;

/** The log with one more event, newest first; the same trouble again is counted, not repeated. */
export function logged(
  log: readonly LogEntry[],
  event: AggregationEvent | WaitEvent,
  at: number,
): readonly LogEntry[] {
  const [newest, ...older] = log;
  if (newest && isSameTrouble(newest.event, event)) {
    return [{ at, event, times: newest.times + 1 }, ...older];
  }
  return [{ at, event, times: 1 }, ...log].slice(0, longestLog);
}

function isSameTrouble(
  one: AggregationEvent | WaitEvent,
  other: AggregationEvent | WaitEvent,
): boolean {
  if (one.type === "fault") return other.type === "fault" && one.reason === other.reason;
  return one.type === other.type && (one.type === "wait" || one.type === "missing");
}
