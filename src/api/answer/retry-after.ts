/** Where the header does not help: the length of the API's own limiter window. */
const fallbackMs = 10_000;
const longestMs = 24 * 60 * 60 * 1000;

/** The three forms of an HTTP-date that RFC 9110, section 5.6.7, has recipients accept. */
const httpDates = [
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
];

/** Stands between the values of a header that came several times; a date has a comma of its own. */
const betweenValues = /(?<!\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|[A-Z][a-z]{2,5}day)),/;

/**
 * How long `Retry-After` asks to wait: whole seconds or an HTTP-date (RFC 9110, section 10.2.3).
 *
 * A date is read against the answer's own `Date`, so a wrong clock here does no harm. A missing or
 * malformed header, and a wait above 24 hours, count as 10 seconds, the window of the API's
 * limiter. A date gone by is a wait of 0: our own backoff decides. Where the header came several
 * times, from a service and its gateway, the longest wait that can be read holds.
 *
 * @param header the value of `Retry-After`, if any; several are joined by commas
 * @param answeredAt the answer's `Date`, or our own clock where it has none; epoch milliseconds
 * @returns milliseconds, 0 or more
 */
export function retryAfterMs(header: string | undefined, answeredAt: number): number {
  const waits = valuesOf(header ?? "").flatMap((value) => {
    const date = parseHttpDate(value);
    const ms = /^\d+$/.test(value) ? Number(value) * 1000 : date && Math.max(0, date - answeredAt);
    return ms !== undefined && ms <= longestMs ? [ms] : [];
  });
  return waits.length === 0 ? fallbackMs : Math.max(...waits);
}

/**
 * Reads an HTTP-date, of several the first.
 *
 * @returns milliseconds since the Unix epoch; undefined where the text is none of the three forms
 */
export function parseHttpDate(text: string): number | undefined {
  const [first = ""] = valuesOf(text);
  if (!httpDates.some((form) => form.test(first))) return undefined;
  const parsed = Date.parse(first.endsWith("GMT") ? first : `${first} GMT`);
  return Number.isNaN(parsed) ? undefined : parsed;
}

function valuesOf(header: string): readonly string[] {
  return header.split(betweenValues).map((value) => value.trim());
}
