import type { Counters, TotalName } from "../../api/endpoints/counters.ts";
import type { StatusAnswer } from "../../api/tenant.ts";
import type { Ending } from "./ending.ts";
import type { TaskVerdict } from "./verdict.ts";
import type { Watch } from "./watch.ts";

/** A thing that happened to one watched id. */
export type AggregationEvent =
  /** The status is another one than before. Undefined is none: no answer yet, or one without. */
  | {
      readonly type: "status";
      readonly from: string | undefined;
      readonly to: string | undefined;
      readonly counters: Counters;
      /** It was in that status when it was first seen: since when is not known. */
      readonly isFirstSeen?: true;
    }
  /** A total grew or shrank. */
  | {
      readonly type: "total";
      readonly counter: TotalName;
      readonly from: number;
      readonly to: number;
    }
  /** More is processed than there is in total. */
  | {
      readonly type: "excess";
      readonly of: "accounts" | "identities";
      readonly processed: number;
      readonly total: number;
    }
  /** A fault that may pass; asked again after `waitMs`. */
  | {
      readonly type: "fault";
      readonly reason: string;
      /** What to do about it, where it does not pass by itself; of all ids, it is told once. */
      readonly advice?: string;
      /** Faults in a row, this one included. */
      readonly tries: number;
      readonly waitMs: number;
      readonly requestId: string | undefined;
      /** Whether they are more than a hiccup. */
      readonly isOffline: boolean;
    }
  /** The first answer after faults. */
  | { readonly type: "recovered"; readonly tries: number; readonly afterMs: number }
  /** A 404 that is not believed yet. */
  | {
      readonly type: "missing";
      readonly times: number;
      readonly waitMs: number;
      /** Whether its task was asked, and still runs. */
      readonly isTaskRunning?: true;
    }
  /** Nothing has moved for longer than its rhythm explains. */
  | { readonly type: "stalled"; readonly quietMs: number }
  /** It moves again. */
  | { readonly type: "resumed"; readonly afterMs: number }
  /** What the task says of the end that follows. */
  | { readonly type: "verdict"; readonly verdict: TaskVerdict }
  /** Its source's name, for which the user had none. */
  | { readonly type: "named"; readonly label: string }
  | { readonly type: "ended"; readonly ending: Ending };

/** A 429: everything waits. */
export interface WaitEvent {
  readonly type: "wait";
  readonly waitMs: number;
  /** Whether another process met it. */
  readonly isElsewhere?: true;
  /** Which of several tenants asks for it; left out where there is one only. */
  readonly host?: string;
}

/** Looking for more ids to watch fails, or, without a problem, works again. */
export interface LookEvent {
  readonly type: "look";
  readonly problem: string | undefined;
  readonly everyMs: number;
}

/** The budget is divided among another number of watchers than before. */
export interface ShareEvent {
  readonly type: "share";
  /** On this computer, of the same client and API version; this one included. */
  readonly watchers: number;
  /** Requests in 10 s that this one may send now. */
  readonly perWindow: number;
  /** Of which of several tenants; left out where there is one only. */
  readonly host?: string;
}

/** The tenant marks the version of the API that is called as deprecated; told once. */
export interface DeprecatedEvent {
  readonly type: "deprecated";
  readonly version: string;
  /** Which of several tenants does; left out where there is one only. */
  readonly host?: string;
}

/** An id has joined the ids watched, or has left them. */
export type MembershipEvent = { readonly type: "added" } | { readonly type: "dropped" };

/** The status endpoint has answered; what that changes is told next. */
export interface PollEvent {
  readonly type: "poll";
  /** As it came. */
  readonly answer: StatusAnswer;
  /** How long the answer took. */
  readonly tookMs: number;
}

/** What is news to people; an answer in which nothing is new is none. */
export type NewsEvent =
  | AggregationEvent
  | WaitEvent
  | LookEvent
  | ShareEvent
  | DeprecatedEvent
  | MembershipEvent;

/**
 * One entry of the stream that every reader gets: what happened, when (milliseconds since the Unix
 * epoch), and to which id, as it is after it.
 */
export type TimedEvent =
  | {
      readonly at: number;
      readonly watch: Watch;
      readonly event: AggregationEvent | MembershipEvent | PollEvent;
    }
  | {
      readonly at: number;
      /** It happened to all. */
      readonly watch: undefined;
      readonly event: WaitEvent | LookEvent | ShareEvent | DeprecatedEvent;
    };
