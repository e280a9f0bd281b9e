import * as v from "valibot";
import { byName } from "../../../api/endpoints/counters.ts";
import type { CounterTrack, Edge } from "../../../watch/forecast/counter-track.ts";
import type { ShownFinish } from "../../../watch/forecast/finish.ts";
import type { Forecast } from "../../../watch/forecast/forecast.ts";
import { type TrackName, trackNames } from "../../../watch/forecast/progress.ts";
import type { Throughput } from "../../../watch/forecast/throughput.ts";
import { type Codec, list, maybe, object } from "../codec.ts";
import { amount, flag, word } from "../fields.ts";

function ofTracks<Value>(one: Codec<Value>) {
  return object<Readonly<Record<TrackName, Value | undefined>>>(
    byName(trackNames, () => maybe(one)),
  );
}

const edge = object<Edge>({ at: amount, count: amount });

/** Two numbers for each, since there may be hundreds. */
const edges: Codec<readonly Edge[]> = {
  write: (all) => all.flatMap(({ at, count }) => [at, count]),
  read: v.pipe(
    v.array(amount.read),
    v.check((numbers) => numbers.length % 2 === 0),
    v.transform((numbers) =>
      Array.from({ length: numbers.length / 2 }, (_, index): Edge => {
        const [at = 0, count = 0] = numbers.slice(2 * index, 2 * index + 2);
        return { at, count };
      }),
    ),
  ),
};

const track = object<CounterTrack>({
  total: amount,
  baseline: edge,
  firstRiseAt: maybe(amount),
  edges,
  rises: amount,
  gapsMs: list(amount),
  usualGapMs: maybe(amount),
  longestGapMs: amount,
  lastRise: amount,
  quietPolls: amount,
  quietMs: amount,
  isStalled: flag,
  skippedMs: amount,
});

/** What rate, finish and stalls of an id follow from. */
export const forecast = object<Forecast>({
  status: maybe(word),
  tracks: ofTracks(track),
  seen: maybe(
    object<NonNullable<Forecast["seen"]>>({
      at: amount,
      answeredAt: amount,
      receivedAt: amount,
    }),
  ),
  statusSince: amount,
  closedSince: maybe(amount),
  stalledMs: maybe(amount),
  finish: maybe(object<ShownFinish>({ finishAt: amount, saidAt: amount })),
});

/** Far above an hour of them; see `runs.ts`. */
const mostBuckets = 10_000;

const buckets: Codec<Throughput["buckets"]> = {
  write: (runs) => runs,
  read: v.pipe(
    v.array(amount.read),
    v.check((runs) => {
      const times = runs.filter((count) => count < 0);
      const areWhole = times.every((count) => Number.isSafeInteger(count));
      const areFollowed = runs.every((count, at) => count >= 0 || (runs[at + 1] ?? -1) >= 0);
      const sum = times.reduce((total, count) => total - count, runs.length);
      return areWhole && areFollowed && sum <= mostBuckets;
    }),
  ),
};

export const throughput = ofTracks(
  object<Throughput>({ from: amount, began: amount, buckets, until: amount }),
);
