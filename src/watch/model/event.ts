import type { Counters, TotalName } from "../../api/endpoints/counters.ts";
import type { StatusAnswer } from "../../api/tenant.ts";
import type { TrackName } from "../forecast/progress.ts";
import type { Ending } from "./ending.ts";
import type { TaskVerdict } from "./verdict.ts";

export type AggregationEvent =
  | {
      readonly type: "status";
      /** Undefined before the first answer, and for an answer without a status; so is `to`. */
      readonly from: string | undefined;
      readonly to: string | undefined;
      readonly counters: Counters;
      /** It was already in that status when first seen; the beginning is unknown. */
      readonly isFirstSeen?: true;
    }
  | {
      readonly type: "total";
      readonly counter: TotalName;
      readonly from: number;
      readonly to: number;
    }
  /** More is processed than the total. */
  | {
      readonly type: "excess";
      readonly of: TrackName;
      readonly processed: number;
      readonly total: number;
    }
  /** A fault that may pass; the next request is due after `waitMs`. */
  | {
      readonly type: "fault";
      readonly reason: string;
      /** What to do about it; given once for all ids. */
      readonly advice?: string;
      readonly tries: number;
      readonly waitMs: number;
      readonly requestId: string | undefined;
      readonly isOffline: boolean;
    }
  | { readonly type: "recovered"; readonly tries: number; readonly afterMs: number }
  /** A 404 that is not believed yet. */
  | {
      readonly type: "missing";
      readonly times: number;
      readonly waitMs: number;
      readonly isTaskRunning?: true;
    }
  /** No progress for longer than the aggregation's rhythm explains. */
  | { readonly type: "stalled"; readonly quietMs: number }
  | { readonly type: "resumed"; readonly afterMs: number }
  | { readonly type: "verdict"; readonly verdict: TaskVerdict }
  /** The name of the source, for an id without a label. */
  | { readonly type: "named"; readonly label: string }
  | { readonly type: "ended"; readonly ending: Ending };

interface ClientEvent {
  /** The tenant; left out if there is only one. */
  readonly host?: string;
}

/** A 429: all requests wait. */
export interface WaitEvent extends ClientEvent {
  readonly type: "wait";
  readonly waitMs: number;
  readonly isElsewhere?: true;
}

/** Listing more ids to watch fails or, without a problem, works again. */
export interface LookEvent {
  readonly type: "look";
  readonly problem: string | undefined;
  readonly everyMs: number;
}

/** The number of watchers that share the budget has changed. */
export interface ShareEvent extends ClientEvent {
  readonly type: "share";
  /** Of the same client and API version, on this computer or with the same budget server. */
  readonly watchers: number;
  /** How many requests this one may send in 10 s now. */
  readonly perWindow: number;
}

/** The server that watchers on several computers share the budget by is out of reach, or back. */
export interface ServerEvent extends ClientEvent {
  readonly type: "server";
  /** Undefined once it is back. */
  readonly problem: string | undefined;
  /** That share the budget as far as is known, and how many requests this one may send in 10 s. */
  readonly watchers: number;
  readonly perWindow: number;
}

/** The tenant marks the called API version as deprecated; reported once. */
export interface DeprecatedEvent extends ClientEvent {
  readonly type: "deprecated";
  readonly version: string;
}

export type MembershipEvent = { readonly type: "added" } | { readonly type: "dropped" };

/** An answer of the status endpoint as it came; the changes it makes follow. */
export interface PollEvent {
  readonly type: "poll";
  readonly answer: StatusAnswer;
  readonly tookMs: number;
}
