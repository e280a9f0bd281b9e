import { newForecast, observe } from "../../src/watch/forecast/forecast.ts";
import { outlook } from "../../src/watch/forecast/outlook.ts";
import { usualOf } from "../../src/watch/forecast/usual.ts";
import type { Estimator, Follower, Known } from "./estimator.ts";
import { fullSlowdown, historyAlone } from "./rivals/by-history.ts";
import { globalMean } from "./rivals/global-mean.ts";
import { holt } from "./rivals/holt.ts";
import { indicatif } from "./rivals/indicatif.ts";
import { kalman } from "./rivals/kalman.ts";
import { rich } from "./rivals/rich.ts";
import { rivalOf } from "./rivals/rival.ts";
import { tqdm } from "./rivals/tqdm.ts";

/** When a job starts, by the tenant's clock: milliseconds since the Unix epoch. */
const wallAtStart = Date.UTC(2026, 0, 5, 12);

const ours: Estimator = { name: "aggwatch", follow: followOurs };

/** The estimator of this program comes first: the others are measured against it. */
export const estimators: readonly [Estimator, ...Estimator[]] = [
  ours,
  rivalOf("tqdm", tqdm),
  rivalOf("rich", rich),
  rivalOf("indicatif", indicatif),
  rivalOf("global mean", globalMean),
];

/** Those of the second edition, of runs whose source is unknown. */
export const withoutHistory: readonly [Estimator, ...Estimator[]] = [
  ...estimators,
  rivalOf("Holt", holt),
  rivalOf("Kalman", kalman),
];

/** Those that make use of earlier runs. */
export const withHistory: readonly [Estimator, ...Estimator[]] = [ours, historyAlone, fullSlowdown];

function followOurs({ earlier, intervalMs }: Known): Follower {
  const options = { stallAfterMs: undefined, intervalMs, usual: usualOf(earlier) };
  let forecast = newForecast();
  return {
    see: ({ status, counters }, atMs) => {
      // HTTP dates are whole seconds.
      const answeredAt = Math.floor((wallAtStart + atMs) / 1000) * 1000;
      const times = { start: wallAtStart, answeredAt, receivedAt: answeredAt };
      forecast = observe(forecast, { status, counters, ...times }, atMs, options);
    },
    say: (atMs) => {
      const { leftMs, rangeMs, stalledMs } = outlook(forecast, atMs, intervalMs);
      const range = rangeMs && { leastMs: rangeMs.low, mostMs: rangeMs.high };
      return { leftMs, range, isStalled: stalledMs !== undefined };
    },
  };
}
