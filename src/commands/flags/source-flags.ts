import { switchFlag, valueFlag } from "./flag.ts";
import { daySeconds, timeOrNever } from "./flag-values.ts";

/** `--source NAME`, which may be repeated. */
export function sourceFlag(about: string) {
  return valueFlag(
    "What to watch",
    "--source <name>",
    about,
    (text, before: readonly string[]) => [...before, text],
    [],
  );
}

export function latestFlag() {
  return switchFlag(
    "What to watch",
    "--latest",
    "with --source: take the latest if none is running",
  );
}

/**
 * Two looks this far apart have to find nothing: a list may lack what has just been started, and the
 * next of several runs begins a moment after the one before.
 */
export const usualIdleMs = 10_000;

export const idleTime = timeOrNever(1, daySeconds);
