import type { Happening } from "../../src/watch/decide/happening.ts";
import { expect, test } from "vitest";
import { NotFoundError, TransientError } from "../../src/api/http/errors.ts";
import { decide } from "../../src/watch/decide/decide.ts";
import { newWatch, type Watch } from "../../src/watch/model/watch.ts";
import { accounts, answer } from "../support/invented/answers.ts";
import { at } from "./story.ts";
import { show } from "./show.tsx";

const now = at("14:07:31");
const second = 1000;
const hour = 3600 * second;
const day = 24 * hour;

/** What becomes of an id, each thing so long before now; it started as long before the first. */
function watched(
  startedBeforeMs: number,
  ...happenings: readonly (readonly [agoMs: number, happening: Happening])[]
): Watch {
  const [first = [0]] = happenings;
  const start = now.wall - first[0] - startedBeforeMs;
  return happenings.reduce(
    (watch, [agoMs, happening]) => {
      const moment = { elapsed: now.elapsed - agoMs, wall: now.wall - agoMs };
      const told =
        happening.type === "answered"
          ? { ...happening, answer: { ...happening.answer, start, answeredAt: moment.wall } }
          : happening;
      return decide(watch, told, moment).watch;
    },
    newWatch({ id: "a", label: "Workday HR" }, 0),
  );
}

function says(status: string, processed = 864, total = 1393): Happening {
  const said = answer(status, accounts(processed, total));
  return { type: "answered", answer: said, intervalMs: 5000, stallAfterMs: undefined };
}

const misses: Happening = { type: "failed", error: new NotFoundError(""), jitter: 1 };
const noTask: Happening = { type: "taskFailed", error: new NotFoundError("") };
const fails: Happening = { type: "failed", error: new TransientError("HTTP 502"), jitter: 1 };
const tall = { columns: 80, rows: 24 };
const low = { columns: 40, rows: 12 };

test("a start of another day carries its date", () => {
  const sixDays = watched(6 * day + 4 * hour, [5 * second, says("ACCOUNTS_COLLECTED")]);
  expect(show([sixDays], tall)).toMatch(/started Nov 17 10:07[^]*running 6d 04h/);
  expect(show([watched(hour, [5 * second, says("STARTED")])], tall)).toContain("started 13:07:26");
});

test("so do events, what was last seen, and when it ended", () => {
  const yesterday = watched(
    hour,
    [day, says("ACCOUNTS_COLLECTED")],
    [20 * hour, says("CANCELLED", 0, 0)],
  );
  const screen = show([yesterday], low);
  expect(screen).toContain("last seen Nov 22 14:07");
  expect(screen).toContain("Nov 22 18:07");
  const resumed = watched(hour, [day, says("STARTED")], [5 * second, says("ACCOUNTS_COLLECTED")]);
  expect(show([resumed], { ...tall, keys: ["e"] })).toContain(
    "14:07:26      ACCOUNTS_COLLECTED, 1,393 accounts to process",
  );
  const events = show([yesterday], { ...tall, keys: ["e"] });
  expect(events).toContain("Nov 22 18:07  CANCELLED by a user");
  expect(events).toContain("Nov 22 14:07  first seen: processing, 864 of 1,393");
});

test("so do an expired status, the last answer of what is offline, and what was given up", () => {
  const expired = watched(
    hour,
    [2 * day, says("ACCOUNTS_COLLECTED")],
    [day, misses],
    [day - 7 * second, misses],
    [day - 14 * second, misses],
    [day - 15 * second, noTask],
  );
  const screen = show([expired], low);
  expect(screen).toContain("404 since Nov 22 14:07");
  expect(screen).toContain("last seen Nov 21 14:07");
  const offline = watched(hour, [day, says("STARTED")], [hour, fails], [second, fails]);
  expect(show([offline], low)).toContain("last answer Nov 22 14:07");
  const limit: Happening = { ...fails, giveUpAfterMs: 1000 };
  const givenUp = watched(hour, [day, says("STARTED")], [hour, limit], [second, limit]);
  expect(show([givenUp], low)).toContain("last seen Nov 22 14:07");
});

test("a finish past midnight carries its date", () => {
  const slow = Array.from({ length: 61 }, (_, index): readonly [number, Happening] => [
    (600 - index * 10) * second,
    says("ACCOUNTS_COLLECTED", 1000 + index, 4600),
  ]);
  const screen = show([watched(hour, ...slow)], tall);
  expect(screen).toMatch(/left 6h–15h · 20:00–Nov 24 05:15/);
  const slower = Array.from({ length: 61 }, (_, index): readonly [number, Happening] => [
    (600 - index * 10) * second,
    says("ACCOUNTS_COLLECTED", 1000 + index, 6700),
  ]);
  expect(show([watched(hour, ...slower)], tall)).toMatch(/· Nov 24 0\d:\d\d–Nov 24 \d\d:\d\d/);
});
