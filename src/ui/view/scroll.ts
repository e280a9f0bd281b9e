import type { LogEntry } from "../../watch/model/log.ts";
import type { Size } from "./layout.ts";
import type { Step } from "./action.ts";

/** Header, footer, the pane's two borders, the state and a blank row. */
const aroundEvents = 6;

/** How many events have room on a screen that shows nothing else. */
export function eventsRoom({ rows }: Size): number {
  return Math.max(1, rows - aroundEvents);
}

/**
 * The row of the first event that is shown.
 *
 * @param log newest first; what is no longer in it was older than all
 * @param from see `View.eventsFrom`
 */
export function eventsTop(
  log: readonly LogEntry[],
  from: LogEntry | undefined,
  size: Size,
): number {
  if (from === undefined) return 0;
  const at = log.indexOf(from);
  return Math.max(0, Math.min(at === -1 ? log.length : at, log.length - eventsRoom(size)));
}

/** The event that `View.eventsFrom` is after a step. */
export function scrolledEvents(
  log: readonly LogEntry[],
  from: LogEntry | undefined,
  step: Step,
  size: Size,
): LogEntry | undefined {
  const top = scrolled(eventsTop(log, from, size), step, log.length, eventsRoom(size));
  return top === 0 ? undefined : log[top];
}

/**
 * The first row shown of something longer than its room, after a step.
 *
 * @param count of its rows
 * @param room of rows that can be seen at once
 */
export function scrolled(top: number, step: Step, count: number, room: number): number {
  const last = Math.max(0, count - room);
  const wanted = {
    up: top - 1,
    down: top + 1,
    pageUp: top - room,
    pageDown: top + room,
    first: 0,
    last,
  };
  const next = step in wanted ? wanted[step as keyof typeof wanted] : top;
  return Math.max(0, Math.min(next, last));
}
