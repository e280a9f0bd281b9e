import pRetry from "p-retry";
import {
  type ApiError,
  isApiError,
  SignInRefusedError,
  TransientError,
  type UnauthorizedError,
} from "../api/errors.ts";
import { retryOf } from "../api/retry-rule.ts";
import type { StatusAnswer } from "../api/tenant.ts";
import type { Token } from "../api/token-keeper.ts";
import type { Sender } from "./sender.ts";
import type { Wish } from "./next-turn.ts";

/** How one poll reports to the watch it is for, and learns from it. */
export interface PollPort {
  /** What the next request wants of the budget, by the last decision. */
  readonly wish: () => Wish;
  /** Until when a sign-in that has failed is waited for; `elapsed` milliseconds. */
  readonly patienceUntil: () => number;
  asked(): void;
  failed(error: ApiError): void;
  /** Whether there is nothing more to ask, after a failure as well. */
  readonly hasEnded: () => boolean;
  /** Waits until the next request is due. */
  untilDue(): Promise<void>;
}

/**
 * One poll of one id: asks until there is an answer or a failure that will not pass. Every sending
 * goes through the budget; after a fault that may pass it waits as long as was decided, after a 429
 * as long as the budget is closed, after a first 401 for another token.
 *
 * @returns the answer; undefined where the poll ended in a failure, which `port` was told of
 * @throws SignInRefusedError where nothing can be asked with this client any more, the signal's
 *   reason when it is aborted; any other error is a bug of ours
 */
export async function poll(
  id: string,
  sender: Sender,
  port: PollPort,
  signal: AbortSignal,
): Promise<StatusAnswer | undefined> {
  let token: Token | undefined;
  let isFreshlyRefused = false;
  // Once may happen to a short-lived token; again and again is a fault to show and to wait for.
  let hasOutlived = false;
  try {
    return await pRetry(
      () =>
        sender.status(
          id,
          port,
          (carried) => {
            token = carried;
            port.asked();
          },
          signal,
        ),
      {
        retries: Number.POSITIVE_INFINITY,
        minTimeout: 0,
        signal,
        onFailedAttempt: ({ error }) => {
          if (isApiError(error)) port.failed(error);
        },
        shouldRetry: async ({ error }) => {
          const retry = retryOf(error);
          if (retry === "new token") {
            const refusal = token === undefined ? "hopeless" : sender.refused(token);
            if (refusal === "outlived") {
              if (hasOutlived) {
                const reason = "access token expired on its way";
                port.failed(new TransientError(reason, { cause: error }));
                if (!port.hasEnded()) await port.untilDue();
              }
              hasOutlived = true;
              return !port.hasEnded();
            }
            const mayHelp = refusal === "replaceable" && !isFreshlyRefused;
            isFreshlyRefused = true;
            return mayHelp;
          }
          isFreshlyRefused = false;
          if (port.hasEnded()) return false;
          if (retry === "pause") await port.untilDue();
          return retry !== "never";
        },
      },
    );
  } catch (error) {
    if (isApiError(error, "unauthorized") && !port.hasEnded()) {
      throw new SignInRefusedError(freshTokenRefused(error), { cause: error });
    }
    if (!isApiError(error) || error.kind === "sign-in refused") throw error;
    return undefined;
  }
}

function freshTokenRefused({ message, requestId }: UnauthorizedError): string {
  const details = [message, requestId && `request id ${requestId}`].filter(Boolean).join(", ");
  return (
    `The tenant refuses the token that it has just given (HTTP 401${details && `: ${details}`}). ` +
    "Make a new personal access token, set SAIL_CLIENT_ID and SAIL_CLIENT_SECRET, then start again."
  );
}
