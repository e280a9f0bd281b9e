import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { counterNames } from "../../../src/api/endpoints/counters.ts";
import { askedOf, entryOf } from "../../../src/recording/codec/asked.ts";
import { createShortPolls, type LineJson } from "../../../src/recording/codec/short-polls.ts";
import { busyLines } from "../../support/invented/busy-recording.ts";

const noon = Date.parse("2026-11-23T12:00:00Z");
/** What five requests a second are in a day: all that the budget allows. */
const requestsADay = 5 * 86_400;

function bytesOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
}

describe("the size of a recording", () => {
  test("of 100 ids is less than 90 MB a day, however many answers the budget allows", async () => {
    const forMs = 300_000;
    const lines = await busyLines(100, forMs);
    const late = lines.slice(lines.length / 2);
    const polls = late.filter((line) => line.includes('"type":"poll"'));
    expect(polls.length).toBeGreaterThan(400);
    const perPoll = bytesOf(late) / polls.length;
    expect(perPoll * requestsADay).toBeLessThan(90e6);
    // The first answers are whole, once.
    expect(bytesOf(lines.slice(0, lines.length / 2))).toBeLessThan(200_000);
  });

  test("is one line for a request and its answer", async () => {
    const lines = await busyLines(100, 120_000);
    const late = lines.slice(lines.length / 2, -1).map((line) => JSON.parse(line).type);
    expect(new Set(late)).toEqual(new Set(["poll"]));
  });
});

const maybe = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: undefined });

/** A poll as it is recorded, at most some seconds after the one before. */
const poll = fc.record({
  afterMs: fc.oneof(fc.nat({ max: 5000 }), fc.double({ min: 0, max: 5000, noNaN: true })),
  jumpMs: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.integer({ min: -9e6, max: 9e6 })),
  id: fc.constantFrom("a", "b", "c"),
  client: fc.constantFrom(undefined, 1),
  label: fc.constantFrom(undefined, "Okta"),
  status: fc.constantFrom("STARTED", "ACCOUNTS_COLLECTED", null),
  start: fc.constantFrom(undefined, "2026-11-23T11:00:00.000Z"),
  counters: fc.record(
    Object.fromEntries(counterNames.map((name) => [name, maybe(fc.nat({ max: 2 }))])),
  ),
  lateMs: fc.oneof(fc.nat({ max: 900 }), fc.nat({ max: 90_000 })),
  isDated: fc.boolean(),
  intervalMs: fc.constantFrom(5000, 25_000),
  stallAfterMs: fc.constantFrom(undefined, 60_000),
});

describe("a poll that is made short", () => {
  test("property: is whole again when it is read, and always has the accounts", () => {
    fc.assert(
      fc.property(fc.array(poll, { maxLength: 40 }), fc.boolean(), (polls, madeFile) => {
        const [written, read] = [createShortPolls(), createShortPolls()];
        const header: LineJson = { type: "recording", ts: iso(noon), elapsedMs: 0, madeFile };
        expect(read.lengthen(json(written.shorten(header)))).toEqual(header);
        let [elapsedMs, wall] = [0, noon];
        for (const { afterMs, jumpMs, counters, lateMs, isDated, ...fields } of polls) {
          elapsedMs += afterMs;
          wall = Math.floor(wall + afterMs + jumpMs);
          const dated = isDated ? Math.floor((wall - lateMs) / 1000) * 1000 : wall - lateMs;
          const answeredAt = iso(dated);
          const own = { v: 1, ts: iso(wall), type: "poll", run: "r1", elapsedMs, answeredAt };
          const line = json({ ...own, ...fields, ...counters });
          const short = json(written.shorten({ ...line, tookMs: 80 }));
          const { tookMs: _, ...again } = read.lengthen({ ...short, run: "r1" });
          expect(again).toEqual(line);
          for (const name of ["totalAccounts", "processedAccounts"]) {
            expect(short[name] ?? undefined).toBe(line[name]);
          }
        }
      }),
    );
  });

  test("has no more than what is another", () => {
    const polls = createShortPolls();
    const head = { v: 1, ts: iso(noon + 5000), id: "a", type: "poll" };
    const accounts = { totalAccounts: 5, processedAccounts: 1 };
    const whole = {
      ...head,
      ts: iso(noon),
      label: "Okta",
      status: "STARTED",
      ...accounts,
      totalIdentities: 7,
      processedIdentities: 0,
      answeredAt: iso(noon),
      tookMs: 80,
      intervalMs: 5000,
      run: "r1",
      elapsedMs: 100,
    };
    expect(polls.shorten(whole)).toEqual(whole);
    const next = { ...whole, ts: iso(noon + 5000), answeredAt: iso(noon + 5000), elapsedMs: 5100 };
    expect(polls.shorten(next)).toEqual({ ...head, ...accounts, run: "r1" });
    const { label: _, ...unnamed } = next;
    expect(polls.shorten({ ...unnamed, processedIdentities: 3 })).toEqual({
      ...head,
      ...accounts,
      label: null,
      processedIdentities: 3,
      run: "r1",
    });
  });

  test("without one before it is left as it is", () => {
    const line = { v: 1, ts: iso(noon), id: "a", type: "poll", run: "r1" };
    expect(createShortPolls().lengthen(line)).toEqual(line);
  });
});

test("property: what left before a line is read as it was written, or gets lines of its own", () => {
  const ms = fc.oneof(fc.nat({ max: 30_000 }), fc.double({ min: 0, max: 30_000, noNaN: true }));
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom("poll", "other"), ms, ms, ms, (number, lane, ...back) => {
      const [asked, sent, left] = back;
      const line = { elapsed: 1e7, wall: noon };
      const at = { elapsed: line.elapsed - asked, wall: Math.floor(noon - asked) };
      const sentAt = { elapsed: at.elapsed - sent, wall: Math.floor(at.wall - sent) };
      const one = { number, at, sentAt, sent: { lane, at: sentAt.elapsed - left } } as const;
      const entry = entryOf(one, line);
      const read = entry && askedOf(entry, line);
      // Only a fraction may be rounded away.
      expect(read ?? back.every(Number.isInteger)).toEqual(read ? one : false);
    }),
  );
});

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** As it is read from its line. */
function json(line: object): LineJson {
  return JSON.parse(JSON.stringify(line));
}
