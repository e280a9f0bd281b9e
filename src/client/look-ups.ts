import pRetry from "p-retry";
import type { ApiRequest } from "../api/http/api.ts";
import { checkReadable } from "../api/http/failure.ts";
import { retryOf } from "../api/http/retry-rule.ts";
import type { Answer } from "../api/http/send.ts";
import type { Lane } from "./budget.ts";
import { type Retry, type RetryDeps, withRetries } from "./retry.ts";
import type { Sender, SignIn } from "./sender.ts";

/** A 429 that holds everything back. */
export interface RateLimit {
  /** From now on. */
  readonly waitMs: number;
  /** Whether another process got it. */
  readonly isElsewhere: boolean;
}

/** What delays a look-up. */
export type Delay =
  | ({ readonly kind: "limited" } & RateLimit)
  /** It, or the sign-in that it needs, has failed and is sent again. */
  | ({ readonly kind: "retried"; readonly what: Wanted } & Retry)
  | { readonly kind: "unanswered"; readonly what: Wanted; readonly forMs: number };

type Wanted = "answer" | "sign-in";

/** The look-ups of a client, and what delays them. */
export interface LookUps {
  /** Sends a look-up in its turn; one that replaces a poll is sent again by its poller only. */
  ask(request: ApiRequest, lane: Lane, signal: AbortSignal): Promise<Answer>;
  /** What goes on at the token endpoint has changed. */
  signsIn(state: SignIn | undefined): void;
  /** A 429 may have begun, or now lasts longer. */
  checkLimit(): void;
}

/** A reply that takes longer is reported. */
const slowMs = 5000;
/** A wait that grows by less is not reported again. */
const noticeableMs = 1000;

/** `limit` is the 429 that holds everything back now; `delayed` is called with each delay. */
export function createLookUps(
  sender: Sender,
  { clock, random }: RetryDeps,
  limit: () => RateLimit | undefined,
  delayed: (delay: Delay) => void,
): LookUps {
  let signIn: SignIn | undefined;
  let signInAnswered = new AbortController();
  let underWay = 0;
  /** The end of the wait for a 429 that was last reported; `elapsed` milliseconds. */
  let reportedUntil = 0;

  function unlessSoon(what: Wanted, answered: AbortSignal): void {
    const report = () => delayed({ kind: "unanswered", what, forMs: slowMs });
    void clock.sleep(slowMs, answered).then(report, () => undefined);
  }

  function signsIn(state: SignIn | undefined): void {
    signIn = state;
    signInAnswered.abort();
    if (state?.kind !== "asking" || underWay === 0) return;
    signInAnswered = new AbortController();
    unlessSoon("sign-in", signInAnswered.signal);
  }

  function checkLimit(): void {
    const held = limit();
    if (underWay === 0 || !held) return;
    const until = clock.elapsed() + held.waitMs;
    if (until <= reportedUntil + noticeableMs) return;
    reportedUntil = until;
    delayed({ kind: "limited", ...held });
  }

  /** Sends a look-up once, but for a first 401 and for 429s. */
  function askOnce(
    request: ApiRequest,
    lane: Lane,
    leaves: () => void,
    signal: AbortSignal,
  ): Promise<Answer> {
    let hasRenewed = false;
    const send = async () => {
      checkLimit();
      const answered = new AbortController();
      const left = () => {
        leaves();
        if (lane !== "poll") unlessSoon("answer", answered.signal);
      };
      try {
        const answer = await sender.ask(request, lane, left, signal);
        if (request.method === "GET") checkReadable(answer);
        return answer;
      } finally {
        answered.abort();
      }
    };
    return pRetry(send, {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: 0,
      signal,
      shouldRetry({ error }) {
        const retry = retryOf(error);
        const isFirstRefusal = retry === "new token" && !hasRenewed;
        hasRenewed ||= isFirstRefusal;
        return isFirstRefusal || retry === "rate limit";
      },
    });
  }

  async function ask(request: ApiRequest, lane: Lane, signal: AbortSignal): Promise<Answer> {
    if (lane === "poll") return askOnce(request, lane, () => undefined, signal);
    let hasLeft = false;
    const send = () => {
      hasLeft = false;
      return askOnce(request, lane, () => void (hasLeft = true), signal);
    };
    underWay += 1;
    try {
      return await withRetries(
        send,
        { clock, random },
        (retry) => delayed({ kind: "retried", what: hasLeft ? "answer" : "sign-in", ...retry }),
        signal,
        () => request.method === "GET" || !hasLeft,
        () => (!hasLeft && signIn?.kind === "waiting" ? signIn.until : 0),
      );
    } finally {
      underWay -= 1;
    }
  }

  return { ask, signsIn, checkLimit };
}
