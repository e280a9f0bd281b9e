import { byName, type Counters } from "../../api/endpoints/counters.ts";
import { endStatus } from "../../api/endpoints/status.ts";
import type { StatusAnswer } from "../../api/tenant.ts";
import { changesBetween } from "./changes.ts";
import { isEmpty, nextCounters, saidCounters } from "../forecast/counters.ts";
import { type Decision, ended, recoveredFrom, withEvents } from "./decision.ts";
import { rangeAt } from "../forecast/finish.ts";
import { type Forecast, type ForecastOptions, observe } from "../forecast/forecast.ts";
import { checkingVerdict, whileRetried } from "./verdict-check.ts";
import { spanMs } from "../../time/span.ts";
import type { Moment } from "../model/moment.ts";
import { progressOf, trackNames } from "../forecast/progress.ts";
import { nextPollAt, soonestPollAt } from "./schedule.ts";
import { followToldLeft, type ToldLefts } from "../forecast/told-left.ts";
import { followThroughput } from "../forecast/throughput.ts";
import type { Phase, Watch } from "../model/watch.ts";

export function answered(
  watch: Watch,
  given: StatusAnswer,
  options: ForecastOptions,
  now: Moment,
): Decision {
  const { start: saidStart, answeredAt } = given;
  // A start from which nothing can have lasted until now means that there is none.
  const isDated = spanMs(saidStart, answeredAt) !== undefined;
  const answer = isDated ? given : { ...given, start: undefined };
  const { status, start, counters } = answer;
  const seen = nextCounters(watch.counters, status, counters);
  const said = saidCounters(counters, seen);
  const observed = { status, start, answeredAt, receivedAt: now.wall, counters: said };
  const askedAt = watch.askedAt ?? now.elapsed;
  const forecast = observe(watch.forecast, observed, now.elapsed, {
    ...options,
    usual: watch.usual,
  });
  const next: Watch = {
    ...watch,
    status,
    start: start ?? watch.start,
    counters: seen,
    countersAt: seen === watch.counters ? watch.countersAt : now.wall,
    earlier: earlierTry(watch, seen),
    phases: nextPhases(watch, answer),
    forecast,
    toldLeft: nextToldLeft(watch, answer, forecast, now),
    lastAnswer: { ...now, answeredAt },
    askedAt: undefined,
    throughput: nextThroughput(watch, seen, now),
    regularAskAt: nextPollAt(askedAt, now.elapsed, options.intervalMs),
    soonestAskAt: soonestPollAt(askedAt, now.elapsed, options.intervalMs),
    fault: undefined,
    missing: undefined,
    verdictCheck: status === "RETRIED" ? (watch.verdictCheck ?? whileRetried(now)) : undefined,
  };
  const recovered = recoveredFrom(watch.fault, now);
  const kind = endStatus(status);
  if (!kind) return withEvents(next, [...recovered, ...changesBetween(watch, next)], now);
  const isSeenRunning = watch.lastAnswer !== undefined;
  const tookMs = isSeenRunning ? spanMs(next.start, answeredAt) : undefined;
  const ending = { kind, at: now.wall, isSeenRunning, tookMs } as const;
  if (kind !== "COMPLETED") return ended(next, ending, now, recovered);
  return withEvents(checkingVerdict(next, ending, now), recovered, now);
}

/** The last values seen, while there are none. */
function earlierTry(watch: Watch, seen: Counters): Watch["earlier"] {
  if (!isEmpty(seen)) return undefined;
  const { counters, countersAt, earlier } = watch;
  return isEmpty(counters) ? earlier : { counters, countersAt };
}

function nextToldLeft(
  { toldLeft, start: knownStart }: Watch,
  { start = knownStart, answeredAt }: StatusAnswer,
  { finish }: Forecast,
  { elapsed }: Moment,
): ToldLefts {
  const atMs = spanMs(start, answeredAt);
  if (!finish || atMs === undefined) return toldLeft;
  const { low, high } = rangeAt(finish, elapsed);
  const told = { atMs, leftMs: finish.finishAt - elapsed, leastMs: low, mostMs: high };
  return followToldLeft(toldLeft, told);
}

/** A first count says nothing about when it was processed. */
function nextThroughput(watch: Watch, seen: Counters, { elapsed }: Moment): Watch["throughput"] {
  return byName(trackNames, (name) => {
    const [before, after] = [watch.counters, seen].map(progressOf[name]);
    if (!after) return watch.throughput[name];
    const rise = before ? after.processed - before.processed : 0;
    return followThroughput(watch.throughput[name], rise, elapsed);
  });
}

/** An aggregation that is retried forever must not fill the memory. */
const mostPhases = 20;

function nextPhases(
  { phases, start: knownStart, lastAnswer }: Watch,
  { status, start = knownStart, answeredAt }: StatusAnswer,
): readonly Phase[] {
  // Not the answer before: that may have been without a status.
  const before = phases.at(-1)?.status;
  if (status === undefined || status === before) return phases;
  const isFirst = status === "STARTED" || status === "RUNNING";
  const first = isFirst ? start : undefined;
  const since = before === undefined ? first : answeredAt;
  const seenWithinMs =
    before === undefined ? undefined : spanMs(lastAnswer?.answeredAt, answeredAt);
  return [...phases, { status, since, seenWithinMs }].slice(-mostPhases);
}
