import * as v from "valibot";
import { safeText } from "../text/safe-text.ts";

/** A field of an answer; where it has another shape than it should it is as if it were absent. */
export function optionalField<Output>(schema: v.GenericSchema<unknown, Output>) {
  return v.fallback(v.optional(schema), undefined);
}

/** A text that says something, safe to print. */
export const textField = v.pipe(v.string(), v.transform(safeText), v.minLength(1));

/** The last moment that a `Date` can hold: milliseconds since the Unix epoch, and before it as many. */
export const lastMomentMs = 8.64e15;

/**
 * A moment, in milliseconds since the Unix epoch. The specification says ISO 8601; tenants have
 * answered milliseconds.
 */
export const momentField = v.union([
  v.pipe(v.string(), v.transform(Date.parse), v.number()),
  v.pipe(v.number(), v.minValue(0), v.maxValue(lastMomentMs)),
]);
