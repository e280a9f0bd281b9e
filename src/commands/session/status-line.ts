import { timestamp } from "../../text/time-of-day.ts";
import { clientOf } from "../../watch/model/snapshot.ts";
import { statusText } from "../../wording/status-text.ts";
import { watchName } from "../../wording/watch-name.ts";
import type { Session } from "./session.ts";

/** An id's state in one line, as plain output has it, with the whole id. */
export function statusLine(
  { watcher, clock, usuals }: Pick<Session, "watcher" | "clock" | "usuals">,
  id: string,
): string | undefined {
  const watch = watcher.watchOf(id);
  if (!watch) return undefined;
  const { intervalMs } = clientOf(watcher.snapshot(), watch);
  const text = statusText(watch, usuals.get(id), clock.elapsed(), intervalMs);
  return [timestamp(clock.now()), watchName(watch), id, text].join("  ");
}
