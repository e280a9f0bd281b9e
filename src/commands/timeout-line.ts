import { duration } from "../text/duration.ts";
import { fittedName } from "../text/watch-name.ts";
import { isAskingTask } from "../watch/known-ending.ts";
import type { Watch } from "../watch/watch.ts";

/** More names than that are a number. */
const mostNames = 10;
const longestName = 40;

/**
 * What there is to say once `--timeout` has run out: what still ran, in one line.
 *
 * @param ms what it was
 */
export function timeoutLine(ms: number, watches: readonly Watch[]): string {
  const live = watches.filter(({ ending }) => !ending);
  const parts = [
    `timed out after ${duration(ms)}`,
    ...named(
      "still running",
      live.filter((watch) => !isAskingTask(watch)),
    ),
    ...named("verdict not known yet", live.filter(isAskingTask)),
  ];
  return parts.join("; ");
}

function named(what: string, watches: readonly Watch[]): readonly string[] {
  if (watches.length === 0) return [];
  const names = watches.slice(0, mostNames).map((watch) => fittedName(watch, longestName));
  const more = watches.length - names.length;
  return [`${what}: ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`];
}
