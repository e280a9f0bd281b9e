import { describe, expect, test } from "vitest";
import { type Counters, noCounters } from "../../../../src/api/endpoints/counters.ts";
import { newForecast, observe } from "../../../../src/watch/forecast/forecast.ts";
import { outlook } from "../../../../src/watch/forecast/outlook.ts";
import { type EarlierRun, usualOf } from "../../../../src/watch/forecast/usual.ts";
import { accounts, identities } from "../../../support/invented/answers.ts";

const second = 1000;
const minute = 60 * second;
const every = 10 * second;

interface Watched {
  readonly counters: (atMs: number) => Partial<Counters>;
  readonly untilMs: number;
  readonly runs?: readonly EarlierRun[];
  /** What is answered; reading until `collectedMs`. */
  readonly collectedMs?: number;
  /** When it started, before the first answer. */
  readonly startedMsAgo?: number;
}

/** What there is to show after an answer every 10 s. */
function shown({ counters, untilMs, runs = [], collectedMs = 0, startedMsAgo }: Watched) {
  const options = { stallAfterMs: undefined, intervalMs: every, usual: usualOf(runs) };
  let forecast = newForecast();
  for (let at = 0; at <= untilMs; at += every) {
    const isReading = at < collectedMs;
    const said = {
      status: isReading ? "STARTED" : "ACCOUNTS_COLLECTED",
      counters: { ...noCounters, ...(isReading ? {} : counters(at - collectedMs)) },
      answeredAt: at,
      receivedAt: at,
      start: startedMsAgo === undefined ? undefined : -startedMsAgo,
    };
    forecast = observe(forecast, said, at, options);
  }
  return outlook(forecast, untilMs, every);
}

function minutesLeft(watched: Watched): number {
  return (shown(watched).leftMs ?? Number.NaN) / minute;
}

/** 10 minutes of reading, 1,000 accounts in 20 minutes, COMPLETED a minute later. */
const usualRun: EarlierRun = {
  tookMs: 31 * minute,
  readingMs: 10 * minute,
  accounts: { total: 1000, tookMs: 20 * minute },
  tailMs: minute,
};
const tenRuns = Array.from({ length: 10 }, () => usualRun);
/** So many accounts of 1,000 a minute. */
const at = (perMinute: number) => (atMs: number) =>
  accounts(Math.min(1000, Math.floor((atMs / minute) * perMinute)), 1000);

describe("while the source is read", () => {
  const reading = { counters: () => ({}), collectedMs: 120 * minute };

  test("earlier runs tell what is left of the reading, and the usual rest", () => {
    const left = minutesLeft({ ...reading, untilMs: 0, runs: tenRuns });
    expect(left).toBeGreaterThan(29);
    expect(left).toBeLessThan(33);
    const later = minutesLeft({ ...reading, untilMs: 5 * minute, runs: tenRuns });
    expect(left - later).toBeGreaterThan(3.5);
  });

  test("a reading that takes longer than usual never leaves less than the usual rest", () => {
    expect(minutesLeft({ ...reading, untilMs: 30 * minute, runs: tenRuns })).toBeGreaterThan(21);
  });

  test("the time since the start counts, not that since it is watched", () => {
    const since = (startedMsAgo: number) =>
      minutesLeft({ ...reading, untilMs: 0, runs: tenRuns, startedMsAgo });
    expect(since(0) - since(5 * minute)).toBeGreaterThan(3.5);
  });

  test("nothing is told without earlier runs", () => {
    expect(shown({ ...reading, untilMs: 5 * minute }).leftMs).toBeUndefined();
  });
});

describe("a run of which earlier ones are known", () => {
  test("has their time before its first rise, and the usual tail", () => {
    expect(minutesLeft({ counters: at(0), untilMs: 0, runs: tenRuns })).toBeCloseTo(21, 0);
  });

  test("has their time for as much as there is to do", () => {
    const twice = () => accounts(0, 2000);
    expect(minutesLeft({ counters: twice, untilMs: 0, runs: tenRuns })).toBeCloseTo(41, 0);
  });

  test("that is a little slower is believed a little", () => {
    const slower = { counters: at(40), untilMs: 5 * minute };
    const left = minutesLeft({ ...slower, runs: tenRuns });
    expect(left).toBeGreaterThan(17.5);
    // By its own rate alone it is 20 minutes.
    expect(left).toBeLessThan(21);
    expect(minutesLeft(slower)).toBeCloseTo(20, 0);
  });

  test("that is much slower than they can explain is believed in the end", () => {
    const slow = { counters: at(12.5), untilMs: 20 * minute };
    const left = minutesLeft({ ...slow, runs: tenRuns });
    expect(left / minutesLeft(slow)).toBeGreaterThan(0.8);
  });

  test("is believed the more the more they differ", () => {
    const differing = tenRuns.map((run, index) => ({
      ...run,
      accounts: { total: 1000, tookMs: 20 * minute * Math.exp(index % 2 === 0 ? 1 : -1) },
    }));
    const slower = { counters: at(33), untilMs: 5 * minute };
    const far = (runs: readonly EarlierRun[]) =>
      Math.abs(minutesLeft({ ...slower, runs }) - minutesLeft(slower) - 1);
    expect(far(differing)).toBeLessThan(far(tenRuns));
  });

  test("has the course of theirs", () => {
    const late = tenRuns.map((run) => ({
      ...run,
      accounts: { total: 1000, tookMs: 20 * minute, quarters: [0.5, 0.7, 0.85] as const },
    }));
    const slowStart = (atMs: number) => at(25)(atMs);
    const left = (runs: readonly EarlierRun[]) =>
      minutesLeft({ counters: slowStart, untilMs: 8 * minute, runs });
    expect(left(late)).toBeLessThan(left(tenRuns) - 3);
  });

  test("that is all processed has the usual tail left", () => {
    const left = minutesLeft({ counters: at(500), untilMs: 2 * minute, runs: tenRuns });
    expect(left).toBeGreaterThan(0.3);
    expect(left).toBeLessThan(1.2);
  });

  test("has the usual rest where only the durations of earlier ones are known", () => {
    const durations = tenRuns.map(({ tookMs, readingMs }) => ({ tookMs, readingMs }));
    const left = minutesLeft({ counters: at(0), untilMs: 0, runs: durations });
    expect(left).toBeCloseTo(21, 0);
    const known = minutesLeft({ counters: at(20), untilMs: 5 * minute, runs: durations });
    expect(known).toBeCloseTo(45, 0);
  });
});

describe("a run of whose earlier ones only the whole time is known, as the tenant tells it", () => {
  const wholeRuns = Array.from({ length: 10 }, () => ({ tookMs: 30 * minute }));
  const waiting = { counters: () => accounts(0, 1000), collectedMs: 5 * minute };

  test("has what is left of that, while it is read and until it has a rate", () => {
    const started = { ...waiting, runs: wholeRuns, startedMsAgo: 0 };
    expect(minutesLeft({ ...started, untilMs: 0 })).toBeCloseTo(30, 0);
    const soon = minutesLeft({ ...started, untilMs: 6 * minute });
    expect(soon).toBeGreaterThan(22);
    expect(soon).toBeLessThan(28);
  });

  test("has nothing after the reading where its start is not known", () => {
    const late = { counters: () => accounts(0, 1000), runs: wholeRuns, untilMs: minute };
    expect(shown(late).leftMs).toBeUndefined();
  });

  test("has a larger one's time by what they have changed, and its own rate soon", () => {
    const guess = { total: 1000, tookMs: 22 * minute, isGuess: true } as const;
    const runs = Array.from({ length: 10 }, () => ({ tookMs: 30 * minute, accounts: guess }));
    const ten = (atMs: number) => accounts(Math.floor(atMs / minute) * 50, 10_000);
    const first = { counters: ten, collectedMs: 5 * minute, startedMsAgo: 0, runs };
    const early = minutesLeft({ ...first, untilMs: 8 * minute });
    expect(early).toBeGreaterThan(150);
    expect(early).toBeLessThan(240);
    const seen = minutesLeft({ ...first, untilMs: 35 * minute });
    expect(Math.abs(seen / 170 - 1)).toBeLessThan(0.25);
  });
});

describe("identities that have not begun", () => {
  const withIdentities = tenRuns.map((run) => ({
    ...run,
    identities: { total: 500, tookMs: 10 * minute },
    beginShare: 1,
  }));
  const left = (runs: readonly EarlierRun[], total: number) =>
    minutesLeft({
      counters: (atMs) => ({ ...at(50)(atMs), ...identities(0, total) }),
      untilMs: 10 * minute,
      runs,
    });

  test("begin when the usual share of the accounts is done", () => {
    expect(left(withIdentities, 500)).toBeCloseTo(21, 0);
    const half = withIdentities.map((run) => ({ ...run, beginShare: 0.6 }));
    expect(left(half, 500)).toBeCloseTo(13, 0);
  });

  test("are as many as usual for each account while their total is unknown", () => {
    expect(left(withIdentities, 0)).toBeCloseTo(left(withIdentities, 500), 1);
  });

  test("end the job, and are told as what ends last", () => {
    const watched = { counters: at(50), untilMs: 10 * minute, runs: withIdentities };
    expect(shown(watched)).toMatchObject({ lastCounter: "identities", rateOf: "accounts" });
  });
});

describe("a run that was joined late", () => {
  const half = () => accounts(500, 1000);

  test("has what the time since the start tells, a quarter taken off for reading", () => {
    const left = minutesLeft({ counters: half, untilMs: 0, startedMsAgo: 40 * minute });
    expect(left).toBeCloseTo(30, 0);
  });

  test("is soon believed by what is seen of it", () => {
    const watched = {
      counters: (atMs: number) => accounts(500 + atMs / second, 2000),
      untilMs: 10 * minute,
      startedMsAgo: 300 * minute,
    };
    expect(minutesLeft(watched)).toBeLessThan(30);
  });

  test("has nothing of the kind if it was seen while it was read, or stood at 0", () => {
    const read = { collectedMs: every, untilMs: every, startedMsAgo: 40 * minute };
    expect(shown({ ...read, counters: half }).leftMs).toBeUndefined();
    const none = { counters: () => accounts(0, 1000), untilMs: 0, startedMsAgo: 40 * minute };
    expect(shown(none).leftMs).toBeUndefined();
  });
});

describe("a range", () => {
  const width = (watched: Watched) => {
    const { rangeMs } = shown(watched);
    return (rangeMs?.high ?? Number.NaN) / (rangeMs?.low ?? 1);
  };

  test("is always there where a time left is, and holds its middle", () => {
    for (const runs of [[], tenRuns]) {
      const { leftMs = 0, rangeMs } = shown({ counters: at(50), untilMs: 5 * minute, runs });
      expect(rangeMs?.low).toBeLessThan(leftMs);
      expect(rangeMs?.high).toBeGreaterThan(leftMs);
    }
  });

  test("is the narrower the more earlier runs are known", () => {
    const watched = { counters: at(50), untilMs: 3 * minute };
    const [none, one, ten] = [[], tenRuns.slice(0, 1), tenRuns].map((runs) =>
      width({ ...watched, runs }),
    );
    expect(one).toBeLessThan(none ?? 0);
    expect(ten).toBeLessThan(one ?? 0);
  });

  test("is the narrower the more of the run is over", () => {
    expect(width({ counters: at(50), untilMs: 15 * minute })).toBeLessThan(
      width({ counters: at(50), untilMs: 3 * minute }),
    );
  });

  test("goes further up while the total grows", () => {
    const growing = (atMs: number) => ({ ...at(50)(atMs), totalAccounts: 1000 + atMs / minute });
    const fast = (atMs: number) => ({ ...at(50)(atMs), totalAccounts: 800 + (40 * atMs) / minute });
    const up = (counters: Watched["counters"]) => {
      const { leftMs = 1, rangeMs } = shown({ counters, untilMs: 5 * minute });
      return [(rangeMs?.high ?? 0) / leftMs, leftMs / (rangeMs?.low ?? 1)] as const;
    };
    expect(up(fast)[0]).toBeGreaterThan(1.2 * up(growing)[0]);
    expect(up(fast)[1]).toBeCloseTo(up(growing)[1], 1);
  });
});
