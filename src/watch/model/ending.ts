import type { EndStatus } from "../../api/endpoints/status.ts";
import type { TaskVerdict } from "./verdict.ts";

/** How the watch of one id ended. Times are milliseconds since the Unix epoch. */
export type Ending = SaidEnding | UnseenEnding | GivenUpEnding | RefusedEnding;

/** Reported by the API: by the status, or by the task once the status is no longer kept. */
export interface SaidEnding {
  /** FAILED: no status reported an end, and the task reports an error. */
  readonly kind: EndStatus | "FAILED";
  /** When it was first seen. */
  readonly at: number;
  /** Whether an earlier answer showed it running. */
  readonly isSeenRunning: boolean;
  /** From the aggregation's start to the answer with its end; undefined if either is unknown. */
  readonly tookMs: number | undefined;
  /** Left out if the task was not checked. */
  readonly verdict?: TaskVerdict;
  /** When the task ended, if the outcome is known from it alone. */
  readonly taskEndedAt?: number;
}

/** 404: the outcome is unknown here. */
export type UnseenEnding =
  | {
      /** 404 after an answer. */
      readonly kind: "EXPIRED";
      readonly at: number;
      readonly lastAnswerAt: number;
      /** Whether the last answer is old enough for the API to have dropped the status (an hour). */
      readonly isHourLater: boolean;
      /** Why the outcome is not known from the task either. */
      readonly verdict?: TaskVerdict;
    }
  | {
      readonly kind: "NOT_FOUND";
      readonly at: number;
      /** What else the 404 may mean than an unknown id. */
      readonly hint?: string;
      readonly verdict?: TaskVerdict;
    };

/** Faults lasted longer than `--give-up-after`: the outcome is unknown here. */
export interface GivenUpEnding {
  readonly kind: "GIVEN_UP";
  readonly at: number;
  readonly reason: string;
  /** Faults in a row. */
  readonly tries: number;
  /** The first of them. */
  readonly since: number;
  readonly lastAnswerAt: number | undefined;
  readonly requestId: string | undefined;
}

/** The tenant refuses to answer. */
export type RefusedEnding =
  | {
      /** 400, 403 or another permanent answer. */
      readonly kind: "REFUSED";
      readonly at: number;
      readonly httpStatus: number;
      /** The message of the API; may be empty. */
      readonly text: string;
      readonly advice?: string;
      /** Whether something other than the API answered: then it says nothing about permissions. */
      readonly isForeign?: true;
      readonly requestId: string | undefined;
    }
  | {
      /** The tenant accepts no token: this ends all ids of the client. */
      readonly kind: "SIGN_IN_REFUSED";
      readonly at: number;
      /** What to do about it. */
      readonly text: string;
    };
