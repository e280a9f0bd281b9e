import * as v from "valibot";
import { bodyOf } from "../answer/body.ts";
import { byName, counterNames, type Counters, noCounters } from "./counters.ts";
import { momentField, optionalField, textField } from "../answer/fields.ts";
import { knownSpelling } from "../answer/known-spelling.ts";
import { documentedStatuses } from "./status.ts";

export interface AggregationStatus {
  /** As the API documents it, regardless of case; an undocumented one as received. */
  readonly status: string | undefined;
  /** Milliseconds since the Unix epoch. */
  readonly start: number | undefined;
  readonly counters: Counters;
}

const statusField = v.pipe(
  textField,
  v.transform((text): string => knownSpelling(documentedStatuses, text) ?? text),
);

const counter = optionalField(v.pipe(v.number(), v.safeInteger(), v.minValue(0)));

/** The specification requires none of the fields. */
const answer = bodyOf(
  v.object({
    status: optionalField(statusField),
    start: optionalField(momentField),
    ...byName(counterNames, () => counter),
  }),
);

export const aggregationStatusShape = answer.shape;

export function parseAggregationStatus(text: string): AggregationStatus | undefined {
  const said = text.startsWith("[") ? undefined : answer.read(text);
  if (said === undefined) return undefined;
  const { status, start, ...counters } = said;
  return { status, start, counters: { ...noCounters, ...counters } };
}
