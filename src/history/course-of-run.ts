import * as v from "valibot";
import type { ToldLeft } from "../watch/forecast/told-left.ts";
import type { Quarters } from "../watch/forecast/usual.ts";

/** What a run says about the next one beyond its phases, and how good its own forecast was. */
export interface RunCourse {
  /** From a usual gap before the first count to the last one, without stalls. */
  readonly accountsMs: number | undefined;
  readonly identitiesMs: number | undefined;
  /** When a quarter, half and three quarters were counted, as shares of that time. */
  readonly accountsQuarters: Quarters | undefined;
  readonly identitiesQuarters: Quarters | undefined;
  /** The share of the accounts that was done when the identities began. */
  readonly beginShare: number | undefined;
  /** From the last count to COMPLETED. */
  readonly tailMs: number | undefined;
  readonly longestGapMs: number | undefined;
  /** The time left that was shown when about a quarter of the run was over. */
  readonly toldAtQuarter: ToldLeft | undefined;
  readonly toldAtHalf: ToldLeft | undefined;
}

export const noCourse: RunCourse = {
  accountsMs: undefined,
  identitiesMs: undefined,
  accountsQuarters: undefined,
  identitiesQuarters: undefined,
  beginShare: undefined,
  tailMs: undefined,
  longestGapMs: undefined,
  toldAtQuarter: undefined,
  toldAtHalf: undefined,
};

/** An impossible value counts as absent. */
function orAbsent<Value>(read: v.GenericSchema<unknown, Value>) {
  return v.fallback(v.optional(read), undefined);
}

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const amount = orAbsent(whole);

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const quarters = orAbsent<Quarters>(
  v.pipe(
    v.tuple([share, share, share]),
    v.check(([quarter, half, threeQuarters]) => quarter <= half && half <= threeQuarters),
  ),
);

/** In that order. */
const told = orAbsent<ToldLeft>(
  v.pipe(
    v.tuple([whole, whole, whole, whole]),
    v.check(([, leftMs, leastMs, mostMs]) => leastMs <= leftMs && leftMs <= mostMs),
    v.transform(([atMs, leftMs, leastMs, mostMs]) => ({ atMs, leftMs, leastMs, mostMs })),
  ),
);

/** The fields of a record in the file. */
export const courseSchemas = {
  accountsMs: amount,
  identitiesMs: amount,
  accountsQuarters: quarters,
  identitiesQuarters: quarters,
  beginShare: orAbsent(share),
  tailMs: amount,
  longestGapMs: amount,
  toldAtQuarter: told,
  toldAtHalf: told,
};

/** What is written for them. */
export function courseJson(run: RunCourse): Readonly<Record<keyof RunCourse, unknown>> {
  return {
    accountsMs: run.accountsMs,
    identitiesMs: run.identitiesMs,
    accountsQuarters: run.accountsQuarters,
    identitiesQuarters: run.identitiesQuarters,
    beginShare: run.beginShare,
    tailMs: run.tailMs,
    longestGapMs: run.longestGapMs,
    toldAtQuarter: toldJson(run.toldAtQuarter),
    toldAtHalf: toldJson(run.toldAtHalf),
  };
}

function toldJson(told: ToldLeft | undefined): readonly number[] | undefined {
  return told && [told.atMs, told.leftMs, told.leastMs, told.mostMs];
}
