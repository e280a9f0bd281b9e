import { expect, test } from "vitest";
import { conditionLooks } from "../../../src/wording/states.ts";
import { spokenEvent } from "../../../src/ui/screen-reader/spoken-event.ts";
import { spokenWords } from "../../../src/ui/screen-reader/spoken-words.ts";

test.for([
  [
    "ACCOUNTS_COLLECTED, 5,080 accounts to process",
    "accounts collected, 5,080 accounts to process",
  ],
  ["total grew 5,080 → 5,200 (+120)", "total grew 5,080 to 5,200 (plus 120)"],
  ["total shrank 10 → 9 (−1)", "total shrank 10 to 9 (minus 1)"],
  ["2,142/5,200 accounts (41%)", "2,142 of 5,200 accounts (41 percent)"],
  ["4.0/s (accounts), left ~17m", "4.0 a second (accounts), left about 17 minutes"],
  ["left ~12–20m", "left about 12 to 20 minutes"],
  ["left ≤20m", "left at most 20 minutes"],
  ["left <1m", "left less than 1 minute"],
  ["left >2d", "left more than 2 days"],
  ["running 1h 04m", "running 1 hour 4 minutes"],
  ["running 15m 01s", "running 15 minutes 1 second"],
  ["429, waiting 12s", "rate limited, waiting 12 seconds"],
  ["rate limited (429), waiting 2s", "rate limited, waiting 2 seconds"],
  ["COMPLETED WITH WARNINGS in 5m 12s", "completed with warnings in 5 minutes 12 seconds"],
  ["EXPIRED: 404, last seen 2m ago", "expired: not found, last seen 2 minutes ago"],
  ["NOT FOUND: 404; unknown id", "not found; unknown id"],
  ["REFUSED: HTTP 403, needs ORG_ADMIN", "refused: HTTP 403, needs ORG ADMIN"],
  ["copy the focused id (OSC 52)", "copy the focused id"],
  ["rate limited 4×, 12s", "rate limited 4 times, 12 seconds"],
  ["left 12–25m · 14:20–14:35", "left 12 to 25 minutes, 14:20 to 14:35"],
] as const)("%s is said as: %s", ([text, words]) => {
  expect(spokenWords(text)).toBe(words);
});

test("a wait, a fault and a 404 are said by what comes next, without status codes", () => {
  expect(spokenEvent({ type: "wait", waitMs: 1900 })).toBe("rate limited, waiting 2 seconds");
  expect(
    spokenEvent({
      type: "wait",
      waitMs: 60_000,
      host: "acme.api.identitynow.com",
      isElsewhere: true,
    }),
  ).toBe(
    "rate limited by acme.api.identitynow.com, met by another aggwatch, waiting 1 minute 0 seconds",
  );
  const fault = { type: "fault", tries: 2, requestId: undefined, isOffline: false } as const;
  expect(spokenEvent({ ...fault, reason: "HTTP 502", waitMs: 1000 })).toBe(
    "request failed, retrying in 1 second (HTTP 502)",
  );
  expect(spokenEvent({ type: "missing", times: 1, waitMs: 7000 })).toBe(
    "not found yet, asking again in 7 seconds",
  );
});

test("no state is said in capitals, or with the sign that stands beside it on the screen", () => {
  for (const { word } of Object.values(conditionLooks)) {
    expect(spokenWords(`${word} when left`)).toBe(`${word.toLowerCase()} when left`);
  }
});
