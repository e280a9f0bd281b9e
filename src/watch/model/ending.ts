import type { TaskCounts } from "../../api/endpoints/task-counts.ts";
import type { EndStatus } from "../../api/endpoints/status.ts";
import type { TaskVerdict } from "./verdict.ts";

/** How the watch of one id ended. Times are milliseconds since the Unix epoch. */
export type Ending = SaidEnding | UnseenEnding | GivenUpEnding | RefusedEnding;

/** Reported by the API: by the status, or by the task once the status is no longer kept. */
export interface SaidEnding {
  /** FAILED: no status reported an end, and the task reports an error. */
  readonly kind: EndStatus | "FAILED";
  readonly at: number;
  readonly isSeenRunning: boolean;
  /** From the aggregation's start to the answer with its end; undefined if either is unknown. */
  readonly tookMs: number | undefined;
  readonly verdict?: TaskVerdict;
  /** When the task ended, if the outcome is known from it alone. */
  readonly taskEndedAt?: number;
}

/** 404: the outcome is unknown here. A verdict says why the task does not have it either. */
export type UnseenEnding =
  | {
      readonly kind: "EXPIRED";
      readonly at: number;
      readonly lastAnswerAt: number;
      /** Whether the last answer is old enough for the API to have dropped the status (an hour). */
      readonly isHourLater: boolean;
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
  readonly tries: number;
  /** The first fault. */
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
      readonly text: string;
    };

export function taskCountsOf(ending: Ending | undefined): TaskCounts | undefined {
  const verdict = ending && "verdict" in ending ? ending.verdict : undefined;
  return verdict && "counts" in verdict ? verdict.counts : undefined;
}
