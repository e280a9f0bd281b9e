import type { Usual } from "../history/usual.ts";
import { runningMs, type Watch } from "../watch/model/watch.ts";
import { nearestDuration } from "../text/duration.ts";
import { timeLeft } from "../text/time-left.ts";

export interface UsualTexts {
  /** `usual 6m (median of 5 runs)` */
  readonly usual?: string;
  readonly longer?: string;
  /** `~16m` until the end, if it is as usual. */
  readonly left?: string;
}

/** With fewer runs the 90th percentile is just the longest. */
const fewestRuns = 5;

export function usualTexts(watch: Watch, usual: Usual | undefined, elapsed: number): UsualTexts {
  if (!usual?.collecting || watch.status !== "STARTED" || watch.ending) return {};
  const { medianMs, p90Ms, runs } = usual.collecting;
  const many = runs === 1 ? "1 run" : `median of ${runs} runs`;
  const ranMs = runningMs(watch, elapsed) ?? 0;
  const leftMs = (usual.took?.medianMs ?? 0) - ranMs;
  return {
    usual: `usual ${nearestDuration(medianMs)} (${many})`,
    ...(runs >= fewestRuns && ranMs > p90Ms && { longer: "longer than usual" }),
    ...(leftMs > 0 && { left: timeLeft(leftMs) }),
  };
}
