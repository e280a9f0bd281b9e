import type { EndStatus } from "../../api/endpoints/status.ts";
import type { TaskVerdict } from "./verdict.ts";

/** How the watch of one id ended. Times are milliseconds since the Unix epoch. */
export type Ending = SaidEnding | UnseenEnding | GivenUpEnding | RefusedEnding;

/** The API said so: the status, or the task where the status is not kept any more. */
export interface SaidEnding {
  /** FAILED: no status said that it completed, and its task says that it went wrong. */
  readonly kind: EndStatus | "FAILED";
  /** When we learned of it. */
  readonly at: number;
  /** Whether there was an answer before: whether we saw it run. */
  readonly isSeenRunning: boolean;
  /** From the aggregation's start until we saw its end; undefined where either is not known. */
  readonly tookMs: number | undefined;
  /** What the task said; without it nobody asked the task. */
  readonly verdict?: TaskVerdict;
  /** When the task ended, where the outcome is known from it alone. */
  readonly taskEndedAt?: number;
}

/** 404: the outcome is unknown here. */
export type UnseenEnding =
  | {
      /** 404 after it had been seen. */
      readonly kind: "EXPIRED";
      readonly at: number;
      readonly lastAnswerAt: number;
      /** Whether the last answer is so old that the API's hour of keeping explains the 404. */
      readonly isHourLater: boolean;
      /** Why the task does not tell the outcome either. */
      readonly verdict?: TaskVerdict;
    }
  | {
      readonly kind: "NOT_FOUND";
      readonly at: number;
      /** What the 404 may mean beside an unknown id. */
      readonly hint?: string;
      /** Why the task does not tell the outcome either. */
      readonly verdict?: TaskVerdict;
    };

/** Faults lasted for longer than `--give-up-after` lets them: the outcome is unknown here. */
export interface GivenUpEnding {
  readonly kind: "GIVEN_UP";
  readonly at: number;
  /** The last fault. */
  readonly reason: string;
  /** Faults in a row. */
  readonly tries: number;
  /** When the first of them was. */
  readonly since: number;
  /** Undefined where there never was an answer. */
  readonly lastAnswerAt: number | undefined;
  readonly requestId: string | undefined;
}

/** The tenant will not answer. */
export type RefusedEnding =
  | {
      /** 400, 403 or another answer that stays. */
      readonly kind: "REFUSED";
      readonly at: number;
      readonly httpStatus: number;
      /** What the API said; maybe empty. */
      readonly text: string;
      /** What to do about it, where that is known. */
      readonly advice?: string;
      /** Whether something answered that is not the API: that says nothing of who asks. */
      readonly isForeign?: true;
      readonly requestId: string | undefined;
    }
  | {
      /** No token that the tenant accepts: ends all ids of the client. */
      readonly kind: "SIGN_IN_REFUSED";
      readonly at: number;
      /** What to do. */
      readonly text: string;
    };
