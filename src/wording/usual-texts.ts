import type { Usual } from "../history/usual.ts";
import { runningMs, type Watch } from "../watch/model/watch.ts";
import { nearestDuration } from "../text/duration.ts";
import { fourInFive } from "../watch/forecast/log-law.ts";

export interface UsualTexts {
  /** `usual 6m (median of 5 runs)` */
  readonly usual?: string;
  readonly longer?: string;
}

/** With fewer runs even the longest of them may be quick. */
const fewestRuns = 5;

export function usualTexts(watch: Watch, usual: Usual | undefined, elapsed: number): UsualTexts {
  if (!usual?.collecting || watch.status !== "STARTED" || watch.ending) return {};
  const { medianMs, p90Ms, runs } = usual.collecting;
  const many = runs === 1 ? "1 run" : `median of ${runs} runs`;
  const ranMs = runningMs(watch, elapsed) ?? 0;
  // Recordings of earlier versions tell no runs.
  const { reading } = watch.usual ?? {};
  const longMs = reading ? Math.exp(reading.mean + fourInFive * reading.spread) : p90Ms;
  return {
    usual: `usual ${nearestDuration(medianMs)} (${many})`,
    ...(runs >= fewestRuns && ranMs > longMs && { longer: "longer than usual" }),
  };
}
