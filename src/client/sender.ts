import type { AggregationKind } from "../api/endpoints/aggregation-kind.ts";
import { taskAnswer } from "../api/endpoints/task-answer.ts";
import type { Answer, ApiRequest } from "../api/http/api.ts";
import { type ApiError, isApiError } from "../api/http/errors.ts";
import { isPassing, isUnanswered, retryOf } from "../api/http/retry-rule.ts";
import type { StatusAnswer, Tenant } from "../api/tenant.ts";
import { createTokenKeeper, type SignedIn, type Token, type TokenKeeper } from "./token-keeper.ts";
import { unlessAborted } from "../time/unless-aborted.ts";
import { faultWaitMs } from "./backoff.ts";
import type { Lane } from "./budget.ts";
import type { QueuedRequest } from "./next-turn.ts";
import type { RequestQueue } from "./request-queue.ts";
import type { RetryDeps } from "./retry.ts";

/** Sends single requests, each in its turn and with a good token; throws any `ApiError`. */
export interface Sender extends Pick<TokenKeeper, "refused"> {
  /**
   * Asks for the status, or for the task of what has none. `leaves` is called when the request itself leaves; a sign-in may precede it. If that has failed
   * and is next tried after `giveUpAt` (`elapsed` milliseconds), its failure is thrown then.
   */
  status(
    id: string,
    poll: {
      readonly kind: () => AggregationKind;
      readonly request: () => QueuedRequest;
      readonly giveUpAt: () => number;
    },
    leaves: (token: Token) => void,
    signal: AbortSignal,
  ): Promise<StatusAnswer>;
  /** A 401 that it throws has been noted against the token. */
  ask(request: ApiRequest, lane: Lane, leaves: () => void, signal: AbortSignal): Promise<Answer>;
}

/** What goes on at the token endpoint; `elapsed` milliseconds. */
export type SignIn =
  | { readonly kind: "asking"; readonly since: number }
  /** It failed, and is tried again then. */
  | { readonly kind: "waiting"; readonly until: number };

/** A 401 renews the token at once, but a tenant may revoke each one: at most two in 10 s. */
const twoSignInsMs = 10_000;

/** `signsIn` gets undefined once signing in is over. */
export function createSender(
  tenant: Tenant,
  queue: RequestQueue,
  { clock, random }: RetryDeps,
  signsIn: (state: SignIn | undefined) => void,
  limited: (waitMs: number) => void,
  stopped: AbortSignal,
): Sender {
  const tokens = createTokenKeeper(signIn, clock);
  /** When the last two sign-ins that gave a token left. */
  let signIns: readonly number[] = [];
  let failedSignIns = 0;
  let signInNotBefore = 0;
  let signInFault: ApiError | undefined;

  /** One backoff for the client, however many ids wait for its token. */
  async function signIn(): Promise<SignedIn> {
    // A ready token sends nothing, so it takes no turn.
    if (tenant.hasReadyToken) {
      return { grant: await tenant.signIn(stopped), leftAt: clock.elapsed() };
    }
    await tenant.ready();
    const lastButOne = signIns.at(-2) ?? Number.NEGATIVE_INFINITY;
    const waitMs = Math.max(signInNotBefore, lastButOne + twoSignInsMs) - clock.elapsed();
    if (waitMs > 0) await clock.sleep(waitMs, stopped);
    const dueAt = clock.elapsed();
    const leftAt = await queue.take(() => ({ lane: "other", dueAt, isUrgent: true }), stopped);
    try {
      signsIn({ kind: "asking", since: leftAt });
      const grant = await counted(leftAt, tenant.signIn(stopped, leftAt - dueAt));
      signIns = [...signIns, leftAt].slice(-2);
      failedSignIns = 0;
      signInFault = undefined;
      signsIn(undefined);
      return { grant, leftAt };
    } catch (error) {
      if (isPassing(error)) {
        failedSignIns += 1;
        signInFault = error;
        signInNotBefore = clock.elapsed() + faultWaitMs(error, failedSignIns, random());
        signsIn({ kind: "waiting", until: signInNotBefore });
      } else {
        signsIn(undefined);
      }
      throw error;
    }
  }

  async function counted<Result>(
    leftAt: number,
    request: Promise<Result>,
    token?: Token,
  ): Promise<Result> {
    try {
      const result = await request;
      queue.answered(leftAt);
      if (token) tokens.accepted(token);
      return result;
    } catch (error) {
      if (isApiError(error, "rate limited")) {
        const waitMs = queue.limited(leftAt, error.retryAfterMs);
        if (waitMs !== undefined) limited(waitMs);
      } else if (!isUnanswered(error)) {
        queue.answered(leftAt);
      }
      // Any answer but a 401 shows that the token is good; a fault that may pass may be no answer.
      const isJudged = isApiError(error) && !isPassing(error) && retryOf(error) !== "new token";
      if (token && isJudged) tokens.accepted(token);
      throw error;
    }
  }

  /** Throws the last sign-in's failure if the next try would come too late. */
  async function bearable(until: number, signal: AbortSignal): Promise<void> {
    if (!signInFault || signInNotBefore <= Math.max(until, clock.elapsed())) return;
    await clock.sleep(Math.max(0, until - clock.elapsed()), signal);
    throw signInFault;
  }

  /** All that takes time comes before the turn: in it, the request leaves, with a good token. */
  async function ready(request: () => QueuedRequest, signal: AbortSignal) {
    await unlessAborted(tenant.ready(), signal);
    for (;;) {
      // A sign-in is shared: giving up does not end it.
      const token = await unlessAborted(tokens.current(), signal);
      const since = clock.elapsed();
      let dueAt = since;
      const wish = () => {
        const wished = tokens.isUsable(token) ? request() : undefined;
        dueAt = Math.max(since, wished?.dueAt ?? since);
        return wished;
      };
      const leftAt = await queue.take(wish, signal);
      // An early poll leaves before it is due.
      if (leftAt !== undefined) return { token, leftAt, waitedMs: Math.max(0, leftAt - dueAt) };
    }
  }

  return {
    refused: (token) => tokens.refused(token),
    async status(id, { kind, request, giveUpAt }, leaves, signal) {
      await bearable(giveUpAt(), signal);
      const { token, leftAt, waitedMs } = await ready(request, signal);
      leaves(token);
      const { accessToken } = token;
      const { version } = tenant;
      const ask = (one: ApiRequest) => tenant.ask(one, accessToken, signal, waitedMs);
      const asked: Readonly<Record<AggregationKind, () => Promise<StatusAnswer>>> = {
        account: () => tenant.status(id, accessToken, signal, waitedMs),
        entitlement: () => taskAnswer({ version, ask }, id),
      };
      return counted(leftAt, asked[kind()](), token);
    },
    async ask(request, lane, leaves, signal) {
      const dueAt = clock.elapsed();
      // A verdict check replaces a poll; it goes first, since the result is waited for.
      const isPoll = lane === "poll";
      const wish = () => ({ lane: isPoll ? "prompt" : "other", dueAt, isUrgent: isPoll }) as const;
      const { token, leftAt, waitedMs } = await ready(wish, signal);
      leaves();
      try {
        const answer = tenant.ask(request, token.accessToken, signal, waitedMs);
        return await counted(leftAt, answer, token);
      } catch (error) {
        if (retryOf(error) === "new token") tokens.refused(token);
        throw error;
      }
    },
  };
}
