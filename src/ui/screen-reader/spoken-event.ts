import type { NewsEvent } from "../../watch/model/timed-event.ts";
import { countdown } from "../../text/duration.ts";
import { eventText } from "../../wording/event-text.ts";
import { spokenWords } from "./spoken-words.ts";

/** An event as it is read aloud: what happens now, then its reason, without status codes. */
export function spokenEvent(event: NewsEvent): string {
  switch (event.type) {
    case "wait": {
      const by = event.host === undefined ? "" : ` by ${event.host}`;
      const other = event.isElsewhere ? ", met by another aggwatch" : "";
      return spokenWords(`rate limited${by}${other}, waiting ${countdown(event.waitMs)}`);
    }
    case "missing":
      return spokenWords(`not found yet, asking again in ${countdown(event.waitMs)}`);
    case "fault": {
      const { reason, waitMs, advice } = event;
      const retrying = `request failed, retrying in ${countdown(waitMs)} (${reason})`;
      return spokenWords([retrying, advice].filter(Boolean).join("; "));
    }
    case "status":
    case "total":
    case "excess":
    case "recovered":
    case "share":
    case "server":
    case "deprecated":
    case "stalled":
    case "resumed":
    case "verdict":
    case "named":
    case "look":
    case "ended":
    case "added":
    case "dropped":
      return spokenWords(eventText(event));
  }
}
