import { expect, test } from "vitest";
import { parseHttpDate, retryAfterMs } from "../../../../src/api/answer/retry-after.ts";

const answeredAt = Date.parse("2026-11-23T14:07:31Z");

test("whole seconds are a delay", () => {
  expect(retryAfterMs("12", answeredAt)).toBe(12_000);
  expect(retryAfterMs("0", answeredAt)).toBe(0);
  expect(retryAfterMs(" 7 ", answeredAt)).toBe(7000);
});

test.for([
  "Mon, 23 Nov 2026 14:07:46 GMT",
  "Monday, 23-Nov-26 14:07:46 GMT",
  "Mon Nov 23 14:07:46 2026",
])("an HTTP-date is read against the answer's own date: %s", (date) => {
  expect(retryAfterMs(date, answeredAt)).toBe(15_000);
});

test("a date gone by asks for nothing", () => {
  expect(retryAfterMs("Mon, 23 Nov 2026 14:07:30 GMT", answeredAt)).toBe(0);
});

test.for([
  undefined,
  "",
  "soon",
  "12.5",
  "-3",
  "1e3",
  "12 s",
  "2026-11-23T14:07:46Z",
  "Mon, 99 Nov 2026 14:07:46 GMT",
])("a missing or malformed header is the limiter's window of 10 s: %s", (header) => {
  expect(retryAfterMs(header, answeredAt)).toBe(10_000);
});

test("a wait of a day is obeyed, a longer one counts as malformed", () => {
  expect(retryAfterMs("86400", answeredAt)).toBe(86_400_000);
  expect(retryAfterMs("86401", answeredAt)).toBe(10_000);
  expect(retryAfterMs("9".repeat(400), answeredAt)).toBe(10_000);
  expect(retryAfterMs("Wed, 25 Nov 2026 14:07:46 GMT", answeredAt)).toBe(10_000);
});

test.for<[string, number]>([
  ["120, 120", 120_000],
  ["12, 30", 30_000],
  ["30,12", 30_000],
  ["12, soon", 12_000],
  [", 12", 12_000],
  ["86401, 12", 12_000],
  ["Mon, 23 Nov 2026 14:07:46 GMT, Mon, 23 Nov 2026 14:07:46 GMT", 15_000],
  ["Mon, 23 Nov 2026 14:07:46 GMT, 20", 20_000],
  ["7, Monday, 23-Nov-26 14:07:46 GMT", 15_000],
  ["soon, later", 10_000],
])("a header that came twice counts once, and whole: %s", ([header, ms]) => {
  expect(retryAfterMs(header, answeredAt)).toBe(ms);
});

test("a date that came twice is one date", () => {
  const date = "Mon, 23 Nov 2026 14:07:46 GMT";
  expect(parseHttpDate(`${date}, ${date}`)).toBe(Date.parse(date));
  expect(parseHttpDate(`${date} or so`)).toBeUndefined();
  expect(parseHttpDate("")).toBeUndefined();
});
