import type { NewsEvent } from "../watch/model/timed-event.ts";
import type { Watch } from "../watch/model/watch.ts";
import { eventText } from "./event-text.ts";
import { progressText } from "./progress-text.ts";
import { waitText } from "./wait-text.ts";

/** What happened, in one line, with the counts where it is an end or the first answer after faults. */
export function eventLine({
  at,
  watch,
  event,
}: {
  readonly at: number;
  readonly watch: Watch | undefined;
  readonly event: NewsEvent;
}): string {
  if (event.type === "wait") return waitText(event, at);
  const isWithCounts = event.type === "ended" || event.type === "recovered";
  const counts = watch && isWithCounts ? progressText(watch) : "";
  return [eventText(event), counts].filter(Boolean).join(", ");
}
