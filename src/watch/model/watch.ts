import type { AggregationKind } from "../../api/endpoints/aggregation-kind.ts";
import { type Counters, noCounters } from "../../api/endpoints/counters.ts";
import { spanMs } from "../../time/span.ts";
import type { Ending, SaidEnding, UnseenEnding } from "./ending.ts";
import { type Forecast, newForecast } from "../forecast/forecast.ts";
import type { Usual } from "../forecast/usual.ts";
import type { TrackName } from "../forecast/progress.ts";
import type { LogEntry } from "./log.ts";
import type { Moment } from "./moment.ts";
import type { ToldLefts } from "../forecast/told-left.ts";
import type { Throughput } from "../forecast/throughput.ts";
import { noWaits, type Waits } from "./waits.ts";

export interface WatchedId {
  readonly id: string;
  /** The user's name for it, or else that of its source once known. */
  readonly label: string | undefined;
  /** The id of its source in the API, once known. */
  readonly sourceId?: string | undefined;
  /** The user's name for its tenant; left out if there is only one. */
  readonly tenant?: string;
  /** Left out for one of accounts, and as long as it is taken for one. */
  readonly kind?: Exclude<AggregationKind, "account">;
  /** It is watched only to start another aggregation at its end; its outcome does not count. */
  readonly isAwaited?: true;
}

export function kindOf({ kind }: Pick<WatchedId, "kind">): AggregationKind {
  return kind ?? "account";
}

/** The field of a watched id that says its kind, where that is known. */
export function ofKind(kind: AggregationKind | undefined): Pick<WatchedId, "kind"> {
  return kind === undefined || kind === "account" ? {} : { kind };
}

/** All that is known of one watched id. Immutable; `decide` makes the next one. */
export interface Watch extends WatchedId {
  readonly status: string | undefined;
  /** Milliseconds since the Unix epoch; so is `countersAt`. */
  readonly start: number | undefined;
  /** The last values seen; none while the source is read again after RETRIED. */
  readonly counters: Counters;
  readonly countersAt: number | undefined;
  /** The values of the try before, in case this one ends without any. */
  readonly earlier: Pick<Watch, "counters" | "countersAt"> | undefined;
  /** Oldest first. */
  readonly phases: readonly Phase[];
  readonly forecast: Forecast;
  readonly toldLeft: ToldLefts;
  /** How runs of its source usually go, where earlier ones tell. */
  readonly usual: Usual | undefined;
  readonly throughput: Readonly<Record<TrackName, Throughput | undefined>>;
  readonly lastAnswer: (Moment & { readonly answeredAt: number }) | undefined;
  /** When the request in flight was sent. This and the next three are `elapsed` milliseconds. */
  readonly askedAt: number | undefined;
  /** When the next poll is due by the schedule; the budget may delay it. */
  readonly regularAskAt: number;
  /** The earliest next poll, for an id that is focused or about to end. */
  readonly soonestAskAt: number;
  readonly refreshAskedAt: number | undefined;
  readonly waits: Waits;
  readonly fault: Fault | undefined;
  readonly missing: Missing | undefined;
  readonly verdictCheck: VerdictCheck | undefined;
  readonly ending: Ending | undefined;
  readonly log: readonly LogEntry[];
}

export interface Phase {
  readonly status: string;
  /** By the tenant's time, milliseconds since the Unix epoch; undefined if not seen to begin. */
  readonly since: number | undefined;
  /** How long before that the answer before was: it began in that time. */
  readonly seenWithinMs?: number | undefined;
}

/** Faults since the last answer, all of which may pass. */
export interface Fault {
  readonly reason: string;
  readonly advice?: string | undefined;
  readonly tries: number;
  readonly since: Moment;
  /** Total length of the 429 waits before `since`; milliseconds. */
  readonly waitedMs: number;
  readonly requestId: string | undefined;
  /** When the first failed request was sent; `elapsed` milliseconds. */
  readonly unansweredSince: number;
  /** More than a hiccup: see `offline.ts`. */
  readonly isOffline: boolean;
}

/** 404s in a row. */
export interface Missing {
  readonly times: number;
  readonly since: Moment;
  /** When the last one was counted; `elapsed` milliseconds. */
  readonly countedAt: number;
}

/** An id whose first poll is due at `dueAt`, `elapsed` milliseconds. */
export function newWatch(watched: WatchedId, dueAt: number): Watch {
  const { id, label, sourceId, tenant, kind, isAwaited } = watched;
  return {
    id,
    label,
    ...(sourceId !== undefined && { sourceId }),
    ...(tenant !== undefined && { tenant }),
    ...(kind && { kind }),
    ...(isAwaited && { isAwaited }),
    status: undefined,
    start: undefined,
    counters: noCounters,
    countersAt: undefined,
    earlier: undefined,
    phases: [],
    forecast: newForecast(),
    toldLeft: [],
    usual: undefined,
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

/** Milliseconds by the tenant's own times, so that a wrong clock here does not matter. */
export function runningMs(watch: Watch, elapsed: number): number | undefined {
  const { start, lastAnswer } = watch;
  if (lastAnswer === undefined) return undefined;
  return spanMs(start, lastAnswer.answeredAt + (elapsed - lastAnswer.elapsed));
}

/**
 * The check of an aggregation's result by its task. The API keeps a task for 90 days and a status
 * for about an hour, and COMPLETED says nothing of errors. Times are `elapsed` milliseconds.
 */
export interface VerdictCheck {
  /** How the id ends without a verdict; undefined while its status is still polled. */
  readonly otherwise: SaidEnding | UnseenEnding | undefined;
  readonly askAt: number;
  /** Undefined before a failure if no end depends on it: the budget or a pause may delay it. */
  readonly until: number | undefined;
  readonly reason?: string;
}
