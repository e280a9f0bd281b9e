import type { Size } from "../layout.ts";
import type { Step } from "./action.ts";

/** Header, footer, the pane's two borders, the state and a blank row. */
const aroundEvents = 6;

/** How many events have room on a screen that shows nothing else. */
export function eventsRoom({ rows }: Size): number {
  return Math.max(1, rows - aroundEvents);
}

/** The first event shown after a step. */
export function scrolledEvents(top: number, step: Step, count: number, size: Size): number {
  return scrolled(top, step, count, eventsRoom(size));
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
