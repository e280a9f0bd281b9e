import { eventText } from "./event-text.ts";
import { timestamp } from "../text/time-of-day.ts";
import type { WaitEvent } from "../watch/model/event.ts";

/**
 * A wait that a 429 asks for, where no screen counts down: why, until when, and what ends it sooner.
 *
 * @param at when it began; milliseconds since the Unix epoch
 */
export function waitText(event: WaitEvent, at: number): string {
  // Rounded up, as the countdown is: not before then.
  const until = timestamp(Math.ceil((at + event.waitMs) / 1000) * 1000);
  return `${eventText(event)}, until ${until}; Ctrl-C to quit`;
}
