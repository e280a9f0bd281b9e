import type { AggregationKind } from "../../api/endpoints/aggregation-kind.ts";
import { jsonLine } from "../../text/ci-commands.ts";

/** Of `events.schema.json`. */
const version = 1;

/** A line of NDJSON, from which what is undefined is left out. */
export interface LineObject {
  readonly v: typeof version;
  /** ISO 8601, in UTC, with milliseconds. */
  readonly ts: string;
  /** Null where the line is not about one id. */
  readonly id: string | null;
  readonly type: string;
  readonly [field: string]: unknown;
}

/** What a line is about. */
export interface Subject {
  readonly id: string;
  readonly label: string | undefined;
  /** Only where there are several. */
  readonly tenant?: string | undefined;
  /** Left out for accounts. */
  readonly kind?: AggregationKind | undefined;
}

/** The object of a line at `at`, in milliseconds since the Unix epoch, with its keys in order. */
export function lineObject(
  at: number,
  subject: Subject | undefined,
  type: string,
  fields: Readonly<Record<string, unknown>>,
): LineObject {
  const { id = null, label, tenant, kind } = subject ?? {};
  return {
    v: version,
    ts: new Date(at).toISOString(),
    id,
    type,
    ...(subject && { label, tenant, kind }),
    ...fields,
  };
}

/** Without the line's end. */
export function lineOf(object: LineObject): string {
  return jsonLine(object);
}

/** RFC 3339 has years of four digits. */
const firstMomentMs = Date.parse("0000-01-01T00:00:00.000Z");
const lastMomentMs = Date.parse("9999-12-31T23:59:59.999Z");

/** In ISO 8601; undefined outside the years of RFC 3339, which cannot be meant. */
export function isoMoment(ms: number | undefined): string | undefined {
  const isMeant = ms !== undefined && ms >= firstMomentMs && ms <= lastMomentMs;
  return isMeant ? new Date(ms).toISOString() : undefined;
}

export function wholeMs(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.round(ms);
}
