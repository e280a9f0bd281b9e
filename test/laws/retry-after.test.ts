import { expect, test } from "vitest";
import { retryAfterMs } from "../../src/api/retry-after.ts";

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
