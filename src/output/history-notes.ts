import type { PastError } from "../history/past-error.ts";
import type { SourceHistory } from "../history/source-history.ts";
import type { Trend } from "../history/trend.ts";
import { barRow } from "../text/blocks.ts";

/** Below this change a source is called steady. */
const steady = 0.1;

/** What stands below the runs of a source: a name and a text each, as far as anything is known. */
export function historyNotes({
  usual,
  trend,
  pastError,
}: Pick<SourceHistory, "usual" | "trend" | "pastError">): readonly (readonly [string, string])[] {
  const lastMs = usual?.lastTookMs ?? [];
  const bars = lastMs.length > 1 ? [barRow(lastMs)] : [];
  const texts = [...bars, ...(trend ? [trendText(trend)] : [])];
  return [
    ...(texts.length > 0 ? [["trend", texts.join("  ")] as const] : []),
    ...(pastError ? forecastNotes(pastError) : []),
  ];
}

/** `the last 5 took 12% longer than the 5 before` */
function trendText({ runs, recentMs, beforeMs }: Trend): string {
  const change = recentMs / beforeMs - 1;
  if (Math.abs(change) < steady)
    return `steady: the last ${runs} took as long as the ${runs} before`;
  const more = change > 0 ? "longer" : "less time";
  return `the last ${runs} took ${percent(Math.abs(change))} ${more} than the ${runs} before`;
}

function forecastNotes({ atQuarter, atHalf, runs, ranges, held }: PastError) {
  const parts = [
    atQuarter === undefined ? [] : `${percent(atQuarter)} at a quarter of a run`,
    atHalf === undefined ? [] : `${percent(atHalf)} at half`,
  ];
  const many = runs === 1 ? "1 run" : `median of ${runs} runs`;
  return [
    ["forecast error", `${parts.flat().join(", ")} (${many})`],
    ["forecast range", `${held} of ${ranges} held (aim: 4 in 5)`],
  ] as const;
}

function percent(share: number): string {
  return share < 10 ? `${Math.round(100 * share)}%` : ">999%";
}
