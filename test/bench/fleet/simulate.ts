import {
  afterAnswer,
  afterDivision,
  afterLimit,
  afterSending,
  type Budget,
  nextSpacedAt,
  openBudget,
  pollsPerSecond,
} from "../../../src/client/budget.ts";
import { fairTurns } from "../../../src/client/fleet/fair-turns.ts";
import { restMs, turnCount } from "../../../src/client/fleet/turns.ts";
import { type Arrivals, admit } from "../../../src/simulator/gateway/limiter.ts";
import { randomOf } from "../../../src/simulator/timeline/random.ts";
import { intervalMs } from "../../../src/watch/decide/schedule.ts";

/** Computers that watch with one client id, each as many ids. */
export interface Fleet {
  readonly machines: number;
  readonly idsEach: number;
  /** Whether a budget server divides the turns; without, no machine knows of another. */
  readonly hasBudget: boolean;
  readonly seed: number;
}

export interface FleetFigures {
  /** Of the last answer, over all ids and all the time that was measured; seconds. */
  readonly meanAgeS: number;
  /** The same, were 5 requests a second sent evenly and each answered at once. */
  readonly bestAgeS: number;
  /** The part of all requests that was answered with 429. */
  readonly limitedPart: number;
  /** The most requests in any 10 s. */
  readonly peak: number;
}

const requestedMs = 5000;
const answerMs = 200;
const requestsPerSecond = 5;

interface Machine {
  budget: Budget;
  /** The answers of its ids, oldest first: the next to be asked is the first. */
  readonly answeredAt: number[];
  /** When each of its turns was used last, oldest first. */
  usedAt: number[];
}

/**
 * Polls of invented machines against an invented limiter, which grants 100 in any 10 s as the API
 * does. Budget, intervals, waits after a 429 and the division of turns are the program's own. All
 * ids run from beginning to end; the first half of the time is not measured. Pure.
 */
export function simulate({ machines, idsEach, hasBudget, seed }: Fleet): FleetFigures {
  const random = randomOf(seed, "fleet");
  const bestPeriodMs = Math.max(requestedMs, (machines * idsEach * 1000) / requestsPerSecond);
  const endsAt = Math.max(600_000, 6 * bestPeriodMs);
  const measuredFrom = endsAt / 2;
  const fleet = Array.from({ length: machines }, (): Machine => {
    const budget = hasBudget ? afterDivision(openBudget(), machines) : openBudget();
    return { budget, answeredAt: Array.from({ length: idsEach }, () => 0), usedAt: [] };
  });
  // They do not begin at the same instant.
  const nextAt = fleet.map(() => random() * requestedMs);
  let arrivals: Arrivals = [];
  let ageMs2 = 0;
  let limited = 0;
  const sent: number[] = [];

  function turnAt(machine: Machine, place: number, now: number): number {
    if (!hasBudget) return now;
    const turns = fairTurns(place, machines, now);
    if (turns === 0) return now + restMs;
    const before = machine.usedAt.at(-turns);
    return before === undefined ? now : Math.max(now, before + restMs);
  }

  function poll(machine: Machine, now: number): void {
    machine.budget = afterSending(machine.budget, "poll", now);
    machine.usedAt = [...machine.usedAt, now].slice(-turnCount);
    const { arrivals: counted, retryAfterS } = admit(arrivals, now);
    arrivals = counted;
    if (now >= measuredFrom) sent.push(now);
    if (retryAfterS !== undefined) {
      if (now >= measuredFrom) limited += 1;
      const limit = { retryAfterMs: retryAfterS * 1000, leftAt: now, jitter: random() };
      machine.budget = afterLimit(machine.budget, limit, now);
      return;
    }
    const before = machine.answeredAt.shift() ?? 0;
    const answeredAt = now + answerMs;
    machine.answeredAt.push(answeredAt);
    machine.budget = afterAnswer(machine.budget, now);
    // From 0 to what had passed, in a straight line.
    if (before >= measuredFrom) ageMs2 += (answeredAt - before) ** 2 / 2;
    else if (answeredAt > measuredFrom) {
      ageMs2 += ((answeredAt - before) ** 2 - (measuredFrom - before) ** 2) / 2;
    }
  }

  for (;;) {
    const now = Math.min(...nextAt);
    if (now >= endsAt) break;
    const place = nextAt.indexOf(now);
    const machine = fleet[place];
    if (!machine) throw new RangeError(`no machine ${place}`);
    const everyMs = intervalMs(requestedMs, idsEach, pollsPerSecond(machine.budget, now));
    const dueAt = (machine.answeredAt[0] ?? 0) + everyMs - answerMs;
    const readyAt = Math.max(dueAt, nextSpacedAt(machine.budget, now), turnAt(machine, place, now));
    if (readyAt <= now) poll(machine, now);
    nextAt[place] = readyAt <= now ? now + 1 : readyAt;
  }
  for (const { answeredAt } of fleet) {
    for (const before of answeredAt) {
      const from = Math.max(before, measuredFrom);
      ageMs2 += ((endsAt - before) ** 2 - (from - before) ** 2) / 2;
    }
  }
  const watchedMs = machines * idsEach * (endsAt - measuredFrom);
  return {
    meanAgeS: ageMs2 / watchedMs / 1000,
    bestAgeS: bestPeriodMs / 2000,
    limitedPart: limited / Math.max(1, sent.length),
    peak: peakOf(sent),
  };
}

function peakOf(times: readonly number[]): number {
  let first = 0;
  return times.reduce((most, at, index) => {
    while (at - (times[first] ?? at) > 10_000) first += 1;
    return Math.max(most, index - first + 1);
  }, 0);
}
