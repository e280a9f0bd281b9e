import * as v from "valibot";
import { bodyOf } from "../answer/body.ts";
import { byName, counterNames, type Counters, noCounters } from "./counters.ts";
import { momentField, optionalField, textField } from "../answer/fields.ts";
import { knownSpelling } from "../answer/known-spelling.ts";
import { documentedStatuses } from "./status.ts";

/** What the status endpoint said of one aggregation. */
export interface AggregationStatus {
  /**
   * As the API documents it, in whatever capitals it came; one that is not documented as it came;
   * undefined where there was none.
   */
  readonly status: string | undefined;
  /** When the aggregation started, in milliseconds since the Unix epoch. */
  readonly start: number | undefined;
  readonly counters: Counters;
}

const statusField = v.pipe(
  textField,
  v.transform((text): string => knownSpelling(documentedStatuses, text) ?? text),
);

const counter = optionalField(v.pipe(v.number(), v.safeInteger(), v.minValue(0)));

const body = v.object({
  status: optionalField(statusField),
  start: optionalField(momentField),
  ...byName(counterNames, () => counter),
});

const answer = bodyOf(body);

/** What is wanted of a status answer. */
export const aggregationStatusShape = answer.shape;

/**
 * Reads the body of a 200 answer. All fields are optional in the specification, and unknown ones
 * are ignored, since new fields may come at any time.
 *
 * @param text the body as received
 * @returns undefined where it is no JSON object: an answer that cannot be read
 */
export function parseAggregationStatus(text: string): AggregationStatus | undefined {
  const said = text.startsWith("[") ? undefined : answer.read(text);
  if (said === undefined) return undefined;
  const { status, start, ...counters } = said;
  return { status, start, counters: { ...noCounters, ...counters } };
}
