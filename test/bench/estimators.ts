import { newForecast, observe } from "../../src/watch/forecast/forecast.ts";
import { outlook } from "../../src/watch/forecast/outlook.ts";
import type { Estimator, Follower } from "./estimator.ts";
import { globalMean } from "./rivals/global-mean.ts";
import { indicatif } from "./rivals/indicatif.ts";
import { rich } from "./rivals/rich.ts";
import { rivalOf } from "./rivals/rival.ts";
import { tqdm } from "./rivals/tqdm.ts";
import { pollEveryMs } from "./traces/polling.ts";

/** When the first poll is due, by the tenant's clock: milliseconds since the Unix epoch. */
const wallAtFirstPoll = Date.UTC(2026, 0, 5, 12);

/** The estimator of this program comes first: the others are measured against it. */
export const estimators: readonly [Estimator, ...Estimator[]] = [
  { name: "aggwatch", follow: followOurs },
  rivalOf("tqdm", tqdm),
  rivalOf("rich", rich),
  rivalOf("indicatif", indicatif),
  rivalOf("global mean", globalMean),
];

function followOurs(): Follower {
  let forecast = newForecast();
  return {
    see: ({ status, counters }, atMs) => {
      // HTTP dates are whole seconds.
      const answeredAt = Math.floor((wallAtFirstPoll + atMs) / 1000) * 1000;
      const options = { stallAfterMs: undefined, intervalMs: pollEveryMs };
      forecast = observe(
        forecast,
        { status, counters, answeredAt, receivedAt: answeredAt },
        atMs,
        options,
      );
    },
    say: (atMs) => {
      const { leftMs, stalledMs } = outlook(forecast, atMs, pollEveryMs);
      return { leftMs, isStalled: stalledMs !== undefined };
    },
  };
}
