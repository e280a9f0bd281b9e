import { type Counters, noCounters } from "../../api/endpoints/counters.ts";
import { spanMs } from "../../time/span.ts";
import type { Ending } from "./ending.ts";
import { type TrackName, type Forecast, newForecast } from "../forecast/forecast.ts";
import type { VerdictCheck } from "../decide/verdict-check.ts";
import type { LogEntry } from "./log.ts";
import type { Moment } from "./moment.ts";
import type { Throughput } from "../forecast/throughput.ts";
import { noWaits, type Waits } from "./waits.ts";

/** What the user asked to watch. */
export interface WatchedId {
  readonly id: string;
  /** The user's own name for it. */
  readonly label: string | undefined;
  /** Which of several tenants it is of, as the user calls that; left out where there is one only. */
  readonly tenant?: string;
  /** Whether a start waits for its end: then what it comes to says nothing of that start. */
  readonly isAwaited?: true;
}

/** Everything known of one watched id. Immutable; `decide` makes the next one. */
export interface Watch extends WatchedId {
  /** The status last answered, as the API spells it. */
  readonly status: string | undefined;
  /** When the aggregation started: milliseconds since the Unix epoch. */
  readonly start: number | undefined;
  /** The values last seen; none of an earlier try while the source is read again. */
  readonly counters: Counters;
  /** When they were seen: milliseconds since the Unix epoch. */
  readonly countersAt: number | undefined;
  /** Those of the earlier try meanwhile: where this one ends without any, they are the last seen. */
  readonly earlier: Pick<Watch, "counters" | "countersAt"> | undefined;
  /** What it has been through, oldest first. */
  readonly phases: readonly Phase[];
  /** Its rate, finish and stalls. */
  readonly forecast: Forecast;
  /** What was processed when, of each counter. */
  readonly throughput: Readonly<Record<TrackName, Throughput | undefined>>;
  /** The last successful answer: when it was here, and when the tenant says that was. */
  readonly lastAnswer: (Moment & { readonly answeredAt: number }) | undefined;
  /** Since when a request is in flight: `elapsed` milliseconds. */
  readonly askedAt: number | undefined;
  /** When the next one is due by the schedule: `elapsed` milliseconds. Later, where the budget says so. */
  readonly regularAskAt: number;
  /** When it may be asked at the soonest, where it is looked at or about to end. */
  readonly soonestAskAt: number;
  /** Since when the user wants it asked at once. */
  readonly refreshAskedAt: number | undefined;
  /** When a 429 let nothing leave. */
  readonly waits: Waits;
  /** Faults since the last answer. */
  readonly fault: Fault | undefined;
  /** 404s in a row, believed where the id has ended with them. */
  readonly missing: Missing | undefined;
  /** What its task is asked, or will be. */
  readonly verdictCheck: VerdictCheck | undefined;
  readonly ending: Ending | undefined;
  /** What happened, newest first. */
  readonly log: readonly LogEntry[];
}

/** A status that an aggregation was in. */
export interface Phase {
  /** As the API spells it. */
  readonly status: string;
  /**
   * Since when, by the tenant's time: milliseconds since the Unix epoch; undefined where we came
   * too late to see it begin.
   */
  readonly since: number | undefined;
}

/** Faults in a row that may pass. */
export interface Fault {
  readonly reason: string;
  /** What to do about it, where it does not pass by itself. */
  readonly advice?: string | undefined;
  readonly tries: number;
  readonly since: Moment;
  /** How long 429s had let nothing leave until then, in all; milliseconds. */
  readonly waitedMs: number;
  readonly requestId: string | undefined;
  /** When the first of the requests that failed left; `elapsed` milliseconds. */
  readonly unansweredSince: number;
  /** Whether they are more than a hiccup: see `offline.ts`. */
  readonly isOffline: boolean;
}

/** 404s in a row. Times are `elapsed` milliseconds. */
export interface Missing {
  readonly times: number;
  readonly since: Moment;
  /** When the last one was counted. */
  readonly countedAt: number;
  /** Whether its task has said that it runs all the same. */
  readonly isTaskRunning: boolean;
  /** Until when the status is asked on because of that; undefined where it is not. */
  readonly until: number | undefined;
}

/** An id that has not been asked yet and is due at `dueAt`, `elapsed` milliseconds. */
export function newWatch({ id, label, tenant, isAwaited }: WatchedId, dueAt: number): Watch {
  return {
    id,
    label,
    ...(tenant !== undefined && { tenant }),
    ...(isAwaited && { isAwaited }),
    status: undefined,
    start: undefined,
    counters: noCounters,
    countersAt: undefined,
    earlier: undefined,
    phases: [],
    forecast: newForecast(),
    throughput: { accounts: undefined, identities: undefined },
    lastAnswer: undefined,
    askedAt: undefined,
    regularAskAt: dueAt,
    soonestAskAt: dueAt,
    refreshAskedAt: undefined,
    waits: noWaits,
    fault: undefined,
    missing: undefined,
    verdictCheck: undefined,
    ending: undefined,
    log: [],
  };
}

/**
 * How long the aggregation has been running. It is told from the tenant's own times, so a wrong
 * clock here does not show.
 *
 * @param elapsed the present; milliseconds
 * @returns milliseconds; undefined where the tenant named no start that can be meant
 */
export function runningMs(watch: Watch, elapsed: number): number | undefined {
  const { start, lastAnswer } = watch;
  if (lastAnswer === undefined) return undefined;
  return spanMs(start, lastAnswer.answeredAt + (elapsed - lastAnswer.elapsed));
}
