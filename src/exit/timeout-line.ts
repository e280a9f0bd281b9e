import { duration } from "../text/duration.ts";
import { standingLooks, standings } from "../wording/states.ts";
import { fittedName } from "../wording/watch-name.ts";
import { type Standing, standingOf } from "../watch/model/standing.ts";
import type { Watch } from "../watch/model/watch.ts";

const mostNames = 10;
const longestName = 40;

/** What had not ended when `--timeout` ran out, in one line, grouped by standing. */
export function timeoutLine(ms: number, watches: readonly Watch[]): string {
  const parts = standings.flatMap((standing) =>
    named(
      wordOf(standing),
      watches.filter((watch) => standingOf(watch) === standing),
    ),
  );
  return [`timed out after ${duration(ms)}`, ...parts].join("; ");
}

function wordOf(standing: Standing): string {
  const { word } = standingLooks[standing];
  return standing === "running" ? `still ${word}` : word;
}

function named(what: string, watches: readonly Watch[]): readonly string[] {
  if (watches.length === 0) return [];
  const names = watches.slice(0, mostNames).map((watch) => fittedName(watch, longestName));
  const more = watches.length - names.length;
  return [`${what}: ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`];
}
