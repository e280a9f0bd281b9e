import pRetry from "p-retry";
import {
  isApiError,
  SignInRefusedError,
  TransientError,
  type UnauthorizedError,
} from "../../api/http/errors.ts";
import { retryOf } from "../../api/http/retry-rule.ts";
import type { Token } from "../../client/token-keeper.ts";
import type { PolledId } from "./polled-id.ts";
import type { Sender } from "../../client/sender.ts";

/**
 * Sends one poll until there is an answer or a permanent failure, and posts both. Every request
 * goes through the budget. After a fault it waits as long as decided, after a 429 as long as the
 * budget is closed, after a first 401 for another token. Throws SignInRefusedError if this client
 * can send no more requests, and the signal's reason; any other error is a bug of ours.
 */
export async function poll(
  polled: PolledId,
  sender: Sender,
  untilDue: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { id, hasEnded, post, answered, failed } = polled;
  let token: Token | undefined;
  let isFreshlyRefused = false;
  // A short-lived token may expire once; if that repeats it is a fault to show and to wait for.
  let hasOutlived = false;

  /** Whether another token may help after a 401. */
  async function mayHelp(error: Error): Promise<boolean> {
    const refusal = token === undefined ? "hopeless" : sender.refused(token);
    if (refusal === "outlived") {
      if (hasOutlived) {
        failed(new TransientError("access token expired on its way", { cause: error }));
        if (!hasEnded()) await untilDue();
      }
      hasOutlived = true;
      return !hasEnded();
    }
    const isReplaceable = refusal === "replaceable" && !isFreshlyRefused;
    isFreshlyRefused = true;
    return isReplaceable;
  }

  try {
    const leaves = (carried: Token) => {
      token = carried;
      post({ type: "asked" });
    };
    const answer = await pRetry(() => sender.status(id, polled, leaves, signal), {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: 0,
      signal,
      onFailedAttempt: ({ error }) => {
        if (isApiError(error)) failed(error);
      },
      shouldRetry: async ({ error }) => {
        const retry = retryOf(error);
        if (retry === "new token") return mayHelp(error);
        isFreshlyRefused = false;
        if (retry === "never" || hasEnded()) return false;
        if (retry === "pause") await untilDue();
        return true;
      },
    });
    answered(answer);
  } catch (error) {
    if (isApiError(error, "unauthorized") && !hasEnded()) {
      throw new SignInRefusedError(freshTokenRefused(error), { cause: error });
    }
    if (!isApiError(error) || error.kind === "sign-in refused") throw error;
  }
}

function freshTokenRefused({ message, requestId }: UnauthorizedError): string {
  const details = [message, requestId && `request id ${requestId}`].filter(Boolean).join(", ");
  return (
    `The tenant refuses the token that it has just given (HTTP 401${details && `: ${details}`}). ` +
    "Make a new personal access token, set SAIL_CLIENT_ID and SAIL_CLIENT_SECRET, then start again."
  );
}
