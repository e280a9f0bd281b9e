import type { SendDeps } from "../api/http/send.ts";
import type { Clock } from "../time/clock.ts";
import type { WatchFeed } from "./feed.ts";

/** Follows a whole command from outside: its requests and all that it watches. It decides nothing. */
export interface Observer {
  /** Makes the `fetch` of a tenant's requests one that is followed. */
  readonly follows: (fetch: SendDeps["fetch"]) => SendDeps["fetch"];
  /** Reads a watch until the returned function is called. A command may have several in turn. */
  readonly watches: (feed: WatchFeed, clock: Clock) => () => void;
}
