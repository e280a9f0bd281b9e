import type { Counters, TotalName } from "../../api/endpoints/counters.ts";
import type { StatusAnswer } from "../../api/tenant.ts";
import type { TrackName } from "../forecast/progress.ts";
import type { Ending } from "./ending.ts";
import type { TaskVerdict } from "./verdict.ts";
import type { Watch } from "./watch.ts";

/** An event of one watched id. */
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
  /** A total grew or shrank. */
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
      /** Faults in a row, including this one. */
      readonly tries: number;
      readonly waitMs: number;
      readonly requestId: string | undefined;
      readonly isOffline: boolean;
    }
  /** The first answer after faults. */
  | { readonly type: "recovered"; readonly tries: number; readonly afterMs: number }
  /** A 404, one too few to be believed. */
  | {
      readonly type: "missing";
      readonly times: number;
      readonly waitMs: number;
      /** The task was checked and is still running. */
      readonly isTaskRunning?: true;
    }
  /** No progress for longer than the aggregation's rhythm explains. */
  | { readonly type: "stalled"; readonly quietMs: number }
  | { readonly type: "resumed"; readonly afterMs: number }
  /** The result of the verdict check; the end follows. */
  | { readonly type: "verdict"; readonly verdict: TaskVerdict }
  /** The name of the source, for an id without a label. */
  | { readonly type: "named"; readonly label: string }
  | { readonly type: "ended"; readonly ending: Ending };

/** A 429: all requests wait. */
export interface WaitEvent {
  readonly type: "wait";
  readonly waitMs: number;
  /** Another process received the 429. */
  readonly isElsewhere?: true;
  /** The tenant; left out if there is only one. */
  readonly host?: string;
}

/** Listing more ids to watch fails or, without a problem, works again. */
export interface LookEvent {
  readonly type: "look";
  readonly problem: string | undefined;
  readonly everyMs: number;
}

/** The number of watchers that share the budget has changed. */
export interface ShareEvent {
  readonly type: "share";
  /** On this computer, of the same client and API version; including this one. */
  readonly watchers: number;
  /** How many requests this one may send in 10 s now. */
  readonly perWindow: number;
  /** The tenant; left out if there is only one. */
  readonly host?: string;
}

/** The tenant marks the called API version as deprecated; reported once. */
export interface DeprecatedEvent {
  readonly type: "deprecated";
  readonly version: string;
  /** The tenant; left out if there is only one. */
  readonly host?: string;
}

/** An id has been added or dropped. */
export type MembershipEvent = { readonly type: "added" } | { readonly type: "dropped" };

/** An answer of the status endpoint as it came; the changes it makes follow. */
export interface PollEvent {
  readonly type: "poll";
  readonly answer: StatusAnswer;
  readonly tookMs: number;
}

/** An entry of the stream that readers get: what happened, when, and the id's state after it. */
export type TimedEvent =
  | {
      /** Milliseconds since the Unix epoch. */
      readonly at: number;
      readonly watch: Watch;
      readonly event: AggregationEvent | MembershipEvent | PollEvent;
    }
  | {
      readonly at: number;
      /** Undefined: it happened to all ids. */
      readonly watch: undefined;
      readonly event: WaitEvent | LookEvent | ShareEvent | DeprecatedEvent;
    };

/** All events that are news to people; an answer as such is not. */
export type NewsEvent = Exclude<TimedEvent["event"], PollEvent>;
