import pRetry from "p-retry";
import type { Answer, ApiRequest } from "../api/http/api.ts";
import { checkReadable } from "../api/http/failure.ts";
import { retryOf } from "../api/http/retry-rule.ts";
import type { Lane } from "./budget.ts";
import { type Retry, type RetryDeps, withRetries } from "./retry.ts";
import type { Sender, SignIn } from "./sender.ts";

export interface RateLimit {
  readonly waitMs: number;
  /** Whether another process got it. */
  readonly isElsewhere: boolean;
}

export type Delay =
  | ({ readonly kind: "limited" } & RateLimit)
  /** It, or the sign-in that it needs, has failed and is sent again. */
  | ({ readonly kind: "retried"; readonly what: Wanted } & Retry)
  | { readonly kind: "unanswered"; readonly what: Wanted; readonly forMs: number }
  /** The requests of the last 10 s, of this process and others, have used up the budget. */
  | { readonly kind: "queued" };

type Wanted = "answer" | "sign-in";

/** A reply that takes longer is reported. */
const slowMs = 5000;
/** So is a turn that does not come for longer; after a burst that may be as long as the window. */
const queuedMs = 2000;
const windowMs = 10_000;
/** A wait that grows by less is not reported again. */
const noticeableMs = 1000;

/** The client calls `signsIn` and `checkLimit` when a sign-in or a 429 may have changed. */
export function createLookUps(
  sender: Sender,
  { clock, random }: RetryDeps,
  limit: () => RateLimit | undefined,
  isHeldUp: () => boolean,
  delayed: (delay: Delay) => void,
) {
  let signIn: SignIn | undefined;
  let signInAnswered = new AbortController();
  let underWay = 0;
  /** The end of the wait for a 429 that was last reported; `elapsed` milliseconds. */
  let reportedUntil = 0;
  let queuedReportedAt = Number.NEGATIVE_INFINITY;

  function unlessSoon(what: Wanted, answered: AbortSignal): void {
    const report = () => delayed({ kind: "unanswered", what, forMs: slowMs });
    void clock.sleep(slowMs, answered).then(report, () => undefined);
  }

  /** Once for all that wait; a 429 that makes them wait is reported as such. */
  function reportQueued(): void {
    if (!isHeldUp() || limit() || clock.elapsed() < queuedReportedAt + windowMs) return;
    queuedReportedAt = clock.elapsed();
    delayed({ kind: "queued" });
  }

  function unlessLeft(left: AbortSignal): void {
    void clock.sleep(queuedMs, left).then(reportQueued, () => undefined);
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
      const hasLeft = new AbortController();
      const left = () => {
        hasLeft.abort();
        leaves();
        if (lane !== "poll") unlessSoon("answer", answered.signal);
      };
      if (lane !== "poll") unlessLeft(hasLeft.signal);
      try {
        const answer = await sender.ask(request, lane, left, signal);
        if (request.method === "GET") checkReadable(answer);
        return answer;
      } finally {
        hasLeft.abort();
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

  /** One that replaces a poll is sent again by its poller only. */
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
