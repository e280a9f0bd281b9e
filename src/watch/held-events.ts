import type { WatchFeed } from "./feed.ts";
import type { TimedEvent } from "./model/timed-event.ts";

/**
 * Keeps what happens until those who read it are there: a listener of the feed returned first gets
 * what has happened since, as long as that has not been let go.
 */
export function holdEvents({ onEvent }: Pick<WatchFeed, "onEvent">) {
  let held: readonly TimedEvent[] = [];
  const stop = onEvent((event) => (held = [...held, event]));
  return {
    onEvent: (listener: (event: TimedEvent) => void) => {
      for (const event of held) listener(event);
      return onEvent(listener);
    },
    letGo() {
      stop();
      held = [];
    },
  };
}
