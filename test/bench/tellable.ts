import { openCounters } from "./open-counters.ts";
import { quantile } from "./quantile.ts";
import { pollEveryMs } from "./traces/polling.ts";
import type { Trace } from "./traces/trace.ts";

const shortestStallMs = 60_000;
const gapsPerStall = 8;
const gapsInRhythm = 16;
const fewestGaps = 3;
/** Where too few gaps were seen to know a rhythm. */
const unknownRhythmStallMs = 600_000;
/** A stall may end before it could be told at a poll. */
const pollsToTell = 3;

/**
 * Whether the stall of a trace is long enough to be told, by the counter's rhythm as it was seen
 * before. Reckoned from the polls and not from an estimator, so that one that forgets to tell is
 * found out. Traces with a stall have one counter that moves.
 */
export function isTellable({ polls, stall }: Trace): boolean {
  if (!stall) return false;
  const risesAtMs = risesOf(polls);
  const lastRise = risesAtMs.findLastIndex((atMs) => atMs < stall.toMs);
  const before = risesAtMs.slice(0, lastRise + 1);
  const gaps = before.slice(1).map((atMs, index) => atMs - (before[index] ?? 0));
  const usualMs = quantile(gaps.slice(-gapsInRhythm), 0.5) ?? 0;
  const isKnown = gaps.length >= fewestGaps;
  const limitMs = isKnown
    ? Math.max(shortestStallMs, gapsPerStall * usualMs)
    : unknownRhythmStallMs;
  const silentMs = (risesAtMs[lastRise + 1] ?? stall.toMs) - (before.at(-1) ?? 0);
  return silentMs > limitMs + pollsToTell * pollEveryMs;
}

/** When the accounts were seen to move, their first sight included. */
function risesOf(polls: Trace["polls"]): readonly number[] {
  const rises: number[] = [];
  let seen: number | undefined;
  for (const { atMs, answer } of polls) {
    const accounts = openCounters(answer).find(({ name }) => name === "accounts");
    if (!accounts || accounts.processed === seen) continue;
    seen = accounts.processed;
    rises.push(atMs);
  }
  return rises;
}
