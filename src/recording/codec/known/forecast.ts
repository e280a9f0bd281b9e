import * as v from "valibot";
import { byName } from "../../../api/endpoints/counters.ts";
import type { Course } from "../../../watch/forecast/course.ts";
import type { CounterTrack, Edge } from "../../../watch/forecast/counter-track.ts";
import type { ShownFinish } from "../../../watch/forecast/finish.ts";
import type { Forecast } from "../../../watch/forecast/forecast.ts";
import { type TrackName, trackNames } from "../../../watch/forecast/progress.ts";
import type { Throughput } from "../../../watch/forecast/throughput.ts";
import type { LogLaw } from "../../../watch/forecast/log-law.ts";
import type { Usual, UsualWork } from "../../../watch/forecast/usual.ts";
import type { TimeRange } from "../../../text/time-range.ts";
import { asIs, type Codec, list, maybe, object } from "../codec.ts";
import { courseFields, quarters } from "../course.ts";
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
  beganAfter: maybe(amount),
  edges,
  marks: edges,
  markEveryMs: amount,
  firstTotal: amount,
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

/** JSON has no infinite number. */
const told: Codec<number> = {
  write: (ms) => (Number.isFinite(ms) ? ms : null),
  read: v.pipe(
    v.nullable(amount.read),
    v.transform((ms) => ms ?? Number.POSITIVE_INFINITY),
  ),
};

const shownFinish = object<ShownFinish>({
  finishAt: amount,
  saidAt: amount,
  least: amount,
  most: amount,
  last: maybe(asIs(v.picklist(trackNames))),
  told: object<TimeRange>({ low: told, high: told }),
});

const law = object<LogLaw>({ mean: amount, spread: amount });
const work = maybe(object<UsualWork>({ mean: amount, spread: amount, quarters }));

/** What earlier runs tell. */
export const usual = object<Usual>({
  took: maybe(law),
  reading: maybe(law),
  processing: maybe(law),
  accounts: work,
  identities: work,
  identitiesPerAccount: maybe(law),
  beginShare: maybe(amount),
  tail: maybe(law),
  longestGapMs: maybe(amount),
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
  startedAt: maybe(amount),
  isJoinedLate: flag,
  closedSince: maybe(amount),
  doneAtBegin: maybe(amount),
  course: maybe(object<Course>(courseFields)),
  stalledMs: maybe(amount),
  finish: maybe(shownFinish),
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
