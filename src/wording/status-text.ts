import type { Usual } from "../history/usual.ts";
import type { Watch } from "../watch/model/watch.ts";
import { endingText } from "./event-text.ts";
import { progressText } from "./progress-text.ts";
import { stateText } from "./state-text.ts";

/** The state of an id at one moment with all that is known of its progress, or how it ended. */
export function statusText(
  watch: Watch,
  usual: Usual | undefined,
  elapsed: number,
  intervalMs: number,
): string {
  if (!watch.ending) return stateText(watch, usual, elapsed, intervalMs);
  return [endingText(watch.ending), progressText(watch)].filter(Boolean).join(", ");
}
