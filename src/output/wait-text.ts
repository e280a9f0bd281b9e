import { eventText } from "../text/event-text.ts";
import { timestamp } from "../text/time-of-day.ts";
import type { WaitFact } from "../watch/fact.ts";

/**
 * A wait that a 429 asks for, where no screen counts down: why, until when, and what ends it sooner.
 *
 * @param at when it began; milliseconds since the Unix epoch
 */
export function waitText(fact: WaitFact, at: number): string {
  // Rounded up, as the countdown is: not before then.
  const until = timestamp(Math.ceil((at + fact.waitMs) / 1000) * 1000);
  return `${eventText(fact)}, until ${until}; Ctrl-C to quit`;
}
