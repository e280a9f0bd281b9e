import type { Spread, Usual } from "../history/usual.ts";
import { runningMs, type Watch } from "../watch/model/watch.ts";
import { nearestDuration } from "../text/duration.ts";
import { fourInFive, type LogLaw } from "../watch/forecast/log-law.ts";

export interface UsualTexts {
  /** `usual 6m (median of 5 runs)` of reading the source, then `usual run 20m (…)` of all */
  readonly usual?: string;
  readonly longer?: string;
}

/** With fewer runs even the longest of them may be quick. */
const fewestRuns = 5;

export function usualTexts(watch: Watch, usual: Usual | undefined, elapsed: number): UsualTexts {
  const isReading = watch.status === "STARTED";
  // The tenant tells how long earlier runs took in all, and not how long they read.
  const isOfReading = isReading && usual?.collecting !== undefined;
  const spread = isOfReading ? usual?.collecting : usual?.took;
  const isGoingOn = isReading || isWholeRun(watch);
  if (!spread || watch.ending || !isGoingOn) return {};
  const { medianMs, runs } = spread;
  const many = runs === 1 ? "1 run" : `median of ${runs} runs`;
  const what = isOfReading ? "usual" : "usual run";
  const law = isOfReading ? watch.usual?.reading : watch.usual?.took;
  return {
    usual: `${what} ${nearestDuration(medianMs)} (${many})`,
    ...(isLonger(watch, spread, law, elapsed) && { longer: "longer than usual" }),
  };
}

/** Whether earlier runs are shown by their total time. */
export function isWholeRun({ status }: Pick<Watch, "status">): boolean {
  return status === "ACCOUNTS_COLLECTED" || status === "RUNNING";
}

/** @param law undefined in recordings of earlier versions, which tell no runs */
function isLonger(
  watch: Watch,
  { p90Ms, runs }: Spread,
  law: LogLaw | undefined,
  elapsed: number,
): boolean {
  const longMs = law ? Math.exp(law.mean + fourInFive * law.spread) : p90Ms;
  return runs >= fewestRuns && (runningMs(watch, elapsed) ?? 0) > longMs;
}
