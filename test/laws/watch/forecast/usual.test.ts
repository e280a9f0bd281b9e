import { describe, expect, test } from "vitest";
import {
  type EarlierRun,
  evenWork,
  timeShareAt,
  usualOf,
} from "../../../../src/watch/forecast/usual.ts";

const run: EarlierRun = {
  tookMs: 500_000,
  readingMs: 100_000,
  accounts: { total: 1000, tookMs: 200_000 },
  identities: { total: 500, tookMs: 150_000 },
  beginShare: 1,
  tailMs: 10_000,
  longestGapMs: 40_000,
};

describe("how runs of a source usually go", () => {
  test("is not known without any", () => {
    expect(usualOf([])).toBeUndefined();
  });

  test("is told by what they have", () => {
    const usual = usualOf([run]);
    const times = (["took", "reading", "processing", "tail"] as const).map((key) =>
      Math.round(Math.exp(usual?.[key]?.mean ?? Number.NaN)),
    );
    expect(times).toEqual([500_000, 100_000, 400_000, 10_000]);
    expect(Math.exp(usual?.accounts?.mean ?? 0)).toBeCloseTo(200, 6);
    expect(Math.exp(usual?.identities?.mean ?? 0)).toBeCloseTo(300, 6);
    expect(Math.exp(usual?.identitiesPerAccount?.mean ?? 0)).toBeCloseTo(0.5, 10);
    expect(usual).toMatchObject({ beginShare: 1, longestGapMs: 40_000 });
  });

  test("differs a little more in all a run has to do than in the time for each count", () => {
    const usual = usualOf([run]);
    const [each, all] = [usual?.accounts?.spread ?? 0, usual?.processing?.spread ?? 0];
    expect(each).toBeCloseTo(0.35 * Math.SQRT2, 10);
    expect(all).toBeCloseTo(0.4 * Math.SQRT2, 10);
    expect([usual?.took?.spread, usual?.tail?.spread]).toEqual([all, all]);
  });

  test("leaves out what was not seen", () => {
    expect(usualOf([{ tookMs: 500_000 }])).toMatchObject({
      took: expect.anything(),
      reading: undefined,
      accounts: undefined,
      identities: undefined,
      tail: undefined,
      longestGapMs: undefined,
    });
  });

  test("leaves the time after reading out where the reading was not seen", () => {
    const unseen = { tookMs: 900_000 };
    expect(usualOf([unseen, unseen])?.processing).toBeUndefined();
    const usual = usualOf([unseen, run, unseen]);
    expect(Math.exp(usual?.processing?.mean ?? 0)).toBeCloseTo(400_000, 3);
    expect(Math.exp(usual?.took?.mean ?? 0)).toBeCloseTo(900_000, 3);
  });

  test("takes a guessed time of a counter only where none was seen, and believes it little", () => {
    const guess = { accounts: { total: 1000, tookMs: 800_000, isGuess: true } } as const;
    const guessed = usualOf(Array.from({ length: 10 }, () => guess))?.accounts;
    expect(guessed).toMatchObject({ mean: expect.closeTo(Math.log(800), 6), spread: 1 });
    expect(Math.exp(usualOf([guess, run, guess])?.accounts?.mean ?? 0)).toBeCloseTo(200, 6);
  });

  test("is that of the last ten", () => {
    const runs = Array.from({ length: 20 }, (_, index) => ({
      ...run,
      longestGapMs: 90_000 - index * 1000,
      readingMs: index < 10 ? 1000 : 100_000,
    }));
    expect(usualOf(runs)?.longestGapMs).toBe(80_000);
    expect(Math.exp(usualOf(runs)?.reading?.mean ?? 0)).toBeCloseTo(100_000, 6);
  });
});

describe("the course of a run", () => {
  test("is even where nothing is known of it", () => {
    const { quarters } = evenWork(5, 0.5);
    for (const share of [0, 0.1, 0.25, 0.6, 1]) {
      expect(timeShareAt(quarters, share)).toBeCloseTo(share, 10);
    }
    expect(usualOf([run])?.accounts?.quarters).toEqual([0.25, 0.5, 0.75]);
  });

  test("is that of earlier runs and of two even ones", () => {
    const slowToBegin = { total: 1000, tookMs: 200_000, quarters: [0.55, 0.8, 0.9] } as const;
    const usual = usualOf([{ accounts: slowToBegin }]);
    expect(usual?.accounts?.quarters[0]).toBeCloseTo((0.55 + 0.5) / 3, 10);
    expect(usual?.accounts?.quarters[2]).toBeCloseTo((0.9 + 1.5) / 3, 10);
  });

  test("goes straight from quarter to quarter, and no further than its ends", () => {
    const quarters = [0.4, 0.6, 0.8] as const;
    expect([0, 0.125, 0.25, 0.5, 0.875, 1].map((share) => timeShareAt(quarters, share))).toEqual(
      [0, 0.2, 0.4, 0.6, 0.9, 1].map((share): unknown => expect.closeTo(share, 10)),
    );
    expect(timeShareAt(quarters, -1)).toBe(0);
    expect(timeShareAt(quarters, 2)).toBe(1);
  });
});
