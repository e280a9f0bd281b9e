import type { Counters } from "../api/aggregation-status.ts";
import type { Ending } from "./ending.ts";
import type { TaskVerdict } from "./verdict.ts";

/** A thing that happened to one watched id. */
export type Fact =
  /** The status is another one than before; `from` is undefined at the first answer. */
  | {
      readonly type: "status";
      readonly from: string | undefined;
      readonly to: string;
      readonly counters: Counters;
    }
  /** A total grew or shrank. */
  | {
      readonly type: "total";
      readonly counter: "totalAccounts" | "totalIdentities" | "totalAccountsMarkedForDeletion";
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
      /** Faults in a row, this one included. */
      readonly tries: number;
      readonly waitMs: number;
      readonly requestId: string | undefined;
    }
  /** The first answer after faults. */
  | { readonly type: "recovered"; readonly tries: number; readonly afterMs: number }
  /** A 404 that is not believed yet. */
  | { readonly type: "missing"; readonly times: number; readonly waitMs: number }
  /** Nothing has moved for longer than its rhythm explains. */
  | { readonly type: "stalled"; readonly quietMs: number }
  /** It moves again. */
  | { readonly type: "resumed"; readonly afterMs: number }
  /** What the task says of the end that follows. */
  | { readonly type: "verdict"; readonly verdict: TaskVerdict }
  | { readonly type: "ended"; readonly ending: Ending };

/** A 429: everything waits. */
export interface WaitFact {
  readonly type: "wait";
  readonly waitMs: number;
}

/** The budget is divided among another number of watchers than before. */
export interface ShareFact {
  readonly type: "share";
  /** On this computer, of the same client and API version; this one included. */
  readonly watchers: number;
  /** Requests in 10 s that this one may send now. */
  readonly perWindow: number;
}

/** One entry of the stream that every reader gets: what happened, when, to which id. */
export type WatchEvent =
  | { readonly at: number; readonly id: string; readonly fact: Fact }
  | { readonly at: number; readonly id: undefined; readonly fact: WaitFact | ShareFact };
