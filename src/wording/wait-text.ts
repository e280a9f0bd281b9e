import { eventText } from "./event-text.ts";
import { timestamp } from "../text/time-of-day.ts";
import type { WaitEvent } from "../watch/model/event.ts";

/** A 429 wait, for output that does not count down; `at` is its beginning. */
export function waitText(event: WaitEvent, at: number): string {
  // Rounded up like a countdown: it never ends earlier.
  const until = timestamp(Math.ceil((at + event.waitMs) / 1000) * 1000);
  return `${eventText(event)}, until ${until}; Ctrl-C to quit`;
}
