import * as v from "valibot";
import { lastMomentMs } from "../../api/answer/fields.ts";
import { safeText } from "../../text/safe-text.ts";
import type { WatchedId } from "../../watch/model/watch.ts";
import { type Codec, type Fields, maybe, asIs } from "./codec.ts";

/** The reason for a failure may quote the API. */
const longestText = 2000;

/** Made safe again, since a recording may come from anywhere. */
export const text = asIs(
  v.pipe(
    v.string(),
    v.transform((given) => safeText(given, longestText)),
  ),
);
export const word = asIs(v.pipe(text.read, v.minLength(1)));
export const amount = between(-Infinity, Infinity);
export const flag = asIs(v.boolean());
export const yes = asIs(v.literal(true));

export function between(least: number, most: number): Codec<number> {
  return asIs(v.pipe(v.number(), v.finite(), v.minValue(least), v.maxValue(most)));
}

export function whole(least: number, most: number): Codec<number> {
  return asIs(v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most)));
}

export const count = whole(0, Number.MAX_SAFE_INTEGER);

/** ISO 8601 has one form only for years of four digits. */
const firstDateMs = Date.parse("0000-01-01T00:00:00.000Z");
const lastDateMs = Date.parse("9999-12-31T23:59:59.999Z");

/** A moment of the wall clock: ISO 8601, in UTC, or a number where that would not be exact. */
export const wall: Codec<number> = {
  write(ms) {
    const isDate = Number.isInteger(ms) && ms >= firstDateMs && ms <= lastDateMs;
    return isDate ? new Date(ms).toISOString() : ms;
  },
  read: v.pipe(
    v.union([
      v.pipe(v.string(), v.isoTimestamp(), v.transform(Date.parse), v.finite()),
      amount.read,
    ]),
    v.minValue(-lastMomentMs),
    v.maxValue(lastMomentMs),
  ),
};

/** A moment of both clocks, limited so that their sums are dates as well. */
export const moment = {
  ts: v.pipe(wall.read, v.minValue(firstDateMs), v.maxValue(lastDateMs)),
  elapsedMs: between(0, lastDateMs).read,
};

export const watchedIdFields = {
  id: word,
  label: maybe(word),
  sourceId: maybe(word),
  tenant: maybe(word),
  kind: maybe(asIs(v.literal("entitlement"))),
  isAwaited: maybe(yes),
} satisfies Fields<WatchedId>;
