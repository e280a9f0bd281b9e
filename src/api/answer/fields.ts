import * as v from "valibot";
import { safeText } from "../../text/safe-text.ts";
import { parseHttpDate } from "./retry-after.ts";

/** A field of an answer; where it has another shape than it should it is as if it were absent. */
export function optionalField<Output>(schema: v.GenericSchema<unknown, Output>) {
  return v.fallback(v.optional(schema), undefined);
}

/** A text that says something, safe to print. */
export const textField = v.pipe(v.string(), v.transform(safeText), v.minLength(1));

/** The last moment that a `Date` can hold: milliseconds since the Unix epoch, and before it as many. */
export const lastMomentMs = 8.64e15;

/**
 * The moments that a tenant can mean, in milliseconds since the Unix epoch: from 2000 on, before
 * which there was none of this, to the last second of 32 bits, from which on dates stand for none.
 */
const firstMeantMs = Date.parse("2000-01-01T00:00:00Z");
const lastMeantMs = 2 ** 31 * 1000 - 1000;

const isMeant = (ms: number) => ms >= firstMeantMs && ms < lastMeantMs;

/** ISO 8601 as tenants write it, with or without a time and a zone. */
const isoForm =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?$/i;

/**
 * A moment, in milliseconds since the Unix epoch. The specification says ISO 8601; tenants have
 * answered milliseconds, and seconds are told from these by their size. A date without a zone is
 * UTC, as all that ISC names is. What nobody can mean (0, the year 1, the year 9999) is no moment.
 */
export const momentField = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.trim())]),
  v.transform((said) => (typeof said === "number" ? momentOf(said) : momentIn(said))),
  v.number(),
);

/**
 * The moment of an end. That there is one says that something has ended, whatever it says: one that
 * nobody can mean stays as it was said, and no time is told from it (see `spanMs`).
 */
export const endField = v.union([
  momentField,
  v.pipe(v.number(), v.minValue(-lastMomentMs), v.maxValue(lastMomentMs)),
  v.pipe(v.string(), v.transform(Date.parse), v.number()),
]);

function momentOf(count: number): number | undefined {
  return [count * 1000, count].find(isMeant);
}

function momentIn(text: string): number | undefined {
  if (/^\d+(?:\.\d+)?$/.test(text)) return momentOf(Number(text));
  const [, date, time = "00:00", zone = "Z"] = isoForm.exec(text) ?? [];
  if (date === undefined) return [parseHttpDate(text) ?? Number.NaN].find(isMeant);
  const [hours, minutes = "00"] = zone.match(/[+-]?\d{2}/g) ?? [];
  const offset = hours === undefined ? "Z" : `${hours}:${minutes}`;
  return [Date.parse(`${date}T${time}${offset}`)].find(isMeant);
}
