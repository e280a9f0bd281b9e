import type { LogEntry } from "../../watch/model/log.ts";
import type { Size } from "./layout.ts";
import type { Step } from "./action.ts";

/** Header, footer, the pane's two borders, the state and a blank row. */
const aroundEvents = 6;

export function eventsRoom({ rows }: Size): number {
  return Math.max(1, rows - aroundEvents);
}

/** The row of the first event shown, for `View.eventsFrom`; one no longer in the log was the oldest. */
export function eventsTop(
  log: readonly LogEntry[],
  from: LogEntry | undefined,
  size: Size,
): number {
  if (from === undefined) return 0;
  const at = log.indexOf(from);
  return Math.max(0, Math.min(at === -1 ? log.length : at, log.length - eventsRoom(size)));
}

/** `View.eventsFrom` after a step. */
export function scrolledEvents(
  log: readonly LogEntry[],
  from: LogEntry | undefined,
  step: Step,
  size: Size,
): LogEntry | undefined {
  const top = scrolled(eventsTop(log, from, size), step, log.length, eventsRoom(size));
  return top === 0 ? undefined : log[top];
}

/** The first row shown of `count` rows in a room of `room` rows, after a step. */
export function scrolled(top: number, step: Step, count: number, room: number): number {
  const last = Math.max(0, count - room);
  const wanted: Partial<Record<Step, number>> = {
    up: top - 1,
    down: top + 1,
    pageUp: top - room,
    pageDown: top + room,
    first: 0,
    last,
  };
  return Math.max(0, Math.min(wanted[step] ?? top, last));
}
