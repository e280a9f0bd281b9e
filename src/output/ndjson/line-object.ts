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
  const { id = null, label } = subject ?? {};
  return { v: version, ts: isoMoment(at), id, type, ...(subject && { label }), ...fields };
}

/** One line, without its end. */
export function lineOf(object: LineObject): string {
  return JSON.stringify(object);
}

/** @param ms milliseconds since the Unix epoch */
export function isoMoment(ms: number): string;
export function isoMoment(ms: number | undefined): string | undefined;
export function isoMoment(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}

/** Whole milliseconds: nobody measures finer. */
export function wholeMs(ms: number): number;
export function wholeMs(ms: number | undefined): number | undefined;
export function wholeMs(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.round(ms);
}
