import type { AggregationEvent, WaitEvent } from "./event.ts";

/** One event, or the same trouble several times in a row. */
export interface LogEntry {
  /** The last occurrence: milliseconds since the Unix epoch. */
  readonly at: number;
  readonly event: AggregationEvent | WaitEvent;
  readonly times: number;
}

/** A watch may run for days. */
const longestLog = 200;

/** The log, newest first, after one more event; repeated trouble is counted, not repeated. */
export function logged(
  log: readonly LogEntry[],
  event: LogEntry["event"],
  at: number,
): readonly LogEntry[] {
  const [newest, ...older] = log;
  if (newest && isSameTrouble(newest.event, event)) {
    return [{ at, event, times: newest.times + 1 }, ...older];
  }
  return [{ at, event, times: 1 }, ...log].slice(0, longestLog);
}

function isSameTrouble(one: LogEntry["event"], other: LogEntry["event"]): boolean {
  if (one.type === "fault") return other.type === "fault" && one.reason === other.reason;
  return one.type === other.type && (one.type === "wait" || one.type === "missing");
}
