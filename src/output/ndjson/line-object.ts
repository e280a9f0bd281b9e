import { jsonLine } from "../../text/ci-commands.ts";

/** The version of the form that `events.schema.json` describes. */
const version = 1;

/** What a line of NDJSON holds. What is undefined is not known, and is left out of the line. */
export interface LineObject {
  readonly v: typeof version;
  /** ISO 8601, in UTC, with milliseconds. */
  readonly ts: string;
  /** Null where it is about no single id. */
  readonly id: string | null;
  readonly type: string;
  readonly [field: string]: unknown;
}

/** What a line is about: an id, called by a name where it has one. */
export interface Subject {
  readonly id: string;
  readonly label: string | undefined;
  /** Which of several tenants it is of; left out where there is one only. */
  readonly tenant?: string | undefined;
}

/**
 * The object of one line, with its keys in the order in which they are written.
 *
 * @param at milliseconds since the Unix epoch
 * @param subject undefined where it is about no single id
 * @param fields what the type has beside
 */
export function lineObject(
  at: number,
  subject: Subject | undefined,
  type: string,
  fields: Readonly<Record<string, unknown>>,
): LineObject {
  const { id = null, label, tenant } = subject ?? {};
  return {
    v: version,
    ts: new Date(at).toISOString(),
    id,
    type,
    ...(subject && { label, tenant }),
    ...fields,
  };
}

/** One line, without its end. */
export function lineOf(object: LineObject): string {
  return jsonLine(object);
}

/** The years that RFC 3339 has. */
const firstMomentMs = Date.parse("0000-01-01T00:00:00.000Z");
const lastMomentMs = Date.parse("9999-12-31T23:59:59.999Z");

/**
 * @param ms milliseconds since the Unix epoch
 * @returns undefined for what has no year of four digits: nobody means that
 */
export function isoMoment(ms: number | undefined): string | undefined {
  const isMeant = ms !== undefined && ms >= firstMomentMs && ms <= lastMomentMs;
  return isMeant ? new Date(ms).toISOString() : undefined;
}

/** Whole milliseconds: nobody measures finer. */
export function wholeMs(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.round(ms);
}
