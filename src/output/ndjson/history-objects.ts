import type { Run } from "../../history/run.ts";
import type { SourceHistory } from "../../history/source-history.ts";
import { byName, totalNames } from "../../api/endpoints/counters.ts";
import type { ToldLeft } from "../../watch/forecast/told-left.ts";
import { isoMoment, type LineObject, lineObject, wholeMs } from "./line-object.ts";

/** The lines of a source: a `run` for each of its runs, newest first, then its `history`. */
export function historyObjects(at: number, history: SourceHistory): readonly LineObject[] {
  return [...history.runs.map((run) => runObject(at, run)), sourceObject(at, history)];
}

function runObject(at: number, run: Run): LineObject {
  const { id, source: label, kind, tenant: host, ending, verdict } = run;
  return lineObject(at, { id, label, kind }, "run", {
    host,
    endedAt: isoMoment(run.endedAt),
    ending,
    verdict,
    tookMs: run.tookMs,
    collectingMs: run.collectingMs,
    processingMs: run.processingMs,
    ...byName(totalNames, (name) => run[name]),
    accountsMs: run.accountsMs,
    identitiesMs: run.identitiesMs,
    beginShare: run.beginShare,
    tailMs: run.tailMs,
    longestGapMs: run.longestGapMs,
    forecastAtQuarter: forecastOf(run.toldAtQuarter),
    forecastAtHalf: forecastOf(run.toldAtHalf),
  });
}

function forecastOf(given: ToldLeft | undefined) {
  if (!given) return undefined;
  const { atMs, leftMs, leastMs, mostMs } = given;
  return { atMs, leftMs, leftLeastMs: leastMs, leftMostMs: mostMs };
}

function sourceObject(at: number, history: SourceHistory): LineObject {
  const { tenant: host, source, kind, runs, usual, trend, pastError } = history;
  return lineObject(at, undefined, "history", {
    host,
    source,
    kind,
    runs: runs.length,
    usualTookMs: wholeMs(usual?.took?.medianMs),
    ninetiethTookMs: wholeMs(usual?.took?.p90Ms),
    usualCollectingMs: wholeMs(usual?.collecting?.medianMs),
    ninetiethCollectingMs: wholeMs(usual?.collecting?.p90Ms),
    trend: trend && {
      runs: trend.runs,
      recentMs: wholeMs(trend.recentMs),
      beforeMs: wholeMs(trend.beforeMs),
    },
    forecast: pastError && {
      runs: pastError.runs,
      errorAtQuarter: thousandths(pastError.atQuarter),
      errorAtHalf: thousandths(pastError.atHalf),
      ranges: pastError.ranges,
      held: pastError.held,
    },
  });
}

function thousandths(share: number | undefined): number | undefined {
  return share === undefined ? undefined : Math.round(share * 1000) / 1000;
}
