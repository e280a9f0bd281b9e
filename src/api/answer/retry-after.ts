/** The window of the API's own limiter. */
const fallbackMs = 10_000;
const longestMs = 24 * 60 * 60 * 1000;

/** The three forms of an HTTP-date that RFC 9110, section 5.6.7, has recipients accept. */
const httpDates = [
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
];

/** Parts the values of a repeated header; a date has a comma of its own. */
const betweenValues = /(?<!\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|[A-Z][a-z]{2,5}day)),/;

/**
 * Milliseconds of a `Retry-After`: whole seconds or an HTTP-date (RFC 9110, section 10.2.3), read
 * against the answer's `Date`, so that a wrong clock here does no harm. A missing or malformed one,
 * and a wait above 24 hours, count as 10 s. A past date is a wait of 0: our own backoff decides. Of
 * several, from a service and its gateway, the longest readable wait counts.
 */
export function retryAfterMs(header: string | undefined, answeredAt: number): number {
  const waits = valuesOf(header ?? "").flatMap((value) => {
    const date = parseHttpDate(value);
    const ms = /^\d+$/.test(value) ? Number(value) * 1000 : date && Math.max(0, date - answeredAt);
    return ms !== undefined && ms <= longestMs ? [ms] : [];
  });
  return waits.length === 0 ? fallbackMs : Math.max(...waits);
}

/** The first of a header's dates, in milliseconds since the Unix epoch. */
export function parseHttpDate(text: string): number | undefined {
  const [first = ""] = valuesOf(text);
  if (!httpDates.some((form) => form.test(first))) return undefined;
  const parsed = Date.parse(first.endsWith("GMT") ? first : `${first} GMT`);
  return Number.isNaN(parsed) ? undefined : parsed;
}

function valuesOf(header: string): readonly string[] {
  return header.split(betweenValues).map((value) => value.trim());
}
