/** How the watch of one id ended. Times are milliseconds since the Unix epoch. */
export type Ending =
  | {
      /** The API said so. COMPLETED may hide errors. */
      readonly kind: "COMPLETED" | "CANCELLED" | "TERMINATED";
      readonly at: number;
      /** Whether there was an answer before: whether we saw it run. */
      readonly isSeenRunning: boolean;
      /** From the aggregation's start until we saw its end; undefined where either is not known. */
      readonly tookMs: number | undefined;
    }
  | {
      /** 404 after it had been seen: the outcome is unknown here. */
      readonly kind: "EXPIRED";
      readonly at: number;
      readonly lastAnswerAt: number;
      /** Whether the last answer is so old that the API's hour of keeping explains the 404. */
      readonly isHourLater: boolean;
    }
  | { readonly kind: "NOT_FOUND"; readonly at: number }
  | {
      /** 400, 403 or another answer that stays. */
      readonly kind: "REFUSED";
      readonly at: number;
      readonly httpStatus: number;
      /** What the API said; maybe empty. */
      readonly text: string;
      readonly requestId: string | undefined;
    }
  | {
      /** No token that the tenant accepts: ends all ids of the client. */
      readonly kind: "SIGN_IN_REFUSED";
      readonly at: number;
      /** What to do. */
      readonly text: string;
    };
