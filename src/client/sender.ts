import type { ApiRequest } from "../api/http/api.ts";
import { type ApiError, isApiError } from "../api/http/errors.ts";
import { isPassing, isUnanswered, retryOf } from "../api/http/retry-rule.ts";
import type { Answer } from "../api/http/send.ts";
import type { StatusAnswer, Tenant } from "../api/tenant.ts";
import { createTokenKeeper, type Refusal, type SignedIn, type Token } from "./token-keeper.ts";
import type { Clock } from "../time/clock.ts";
import { unlessAborted } from "../time/unless-aborted.ts";
import { faultWaitMs } from "./backoff.ts";
import type { Lane } from "./budget.ts";
import type { QueuedRequest } from "./next-request.ts";
import type { RequestQueue } from "./request-queue.ts";

/** Sends single requests, each in its turn and with a token that is still good. */
export interface Sender {
  /**
   * Asks for one status. Signs in first where there is no token that may be used.
   *
   * @param port what the request wants of the budget, and until when it waits for a sign-in that
   *   has failed already: `elapsed` milliseconds, after which it fails as that did
   * @param leaves is called when the status request itself leaves, with the token it carries
   * @param signal gives this request up
   * @throws any `ApiError`; a 429 has been told to the budget
   */
  status(
    id: string,
    port: SendingPort,
    leaves: (token: Token) => void,
    signal: AbortSignal,
  ): Promise<StatusAnswer>;
  /**
   * Sends a look-up.
   *
   * @param lane whose part of the budget it takes
   * @param leaves is called when the look-up itself leaves; before that only a sign-in may have
   * @throws any `ApiError`; a 401 has been noted against its token, a 429 told to the budget
   */
  ask(request: ApiRequest, lane: Lane, leaves: () => void, signal: AbortSignal): Promise<Answer>;
  /** A token was answered with 401: the next request carries another one. */
  refused(token: Token): Refusal;
}

/** What a status request is told by the id that it is for, whenever it asks. */
interface SendingPort {
  readonly request: () => QueuedRequest;
  readonly giveUpAt: () => number;
}

/** What goes on at the token endpoint; `elapsed` milliseconds. */
export type SignIn =
  | { readonly kind: "asking"; readonly since: number }
  /** It failed, and is tried again then. */
  | { readonly kind: "waiting"; readonly until: number };

/**
 * A 401 has the token renewed at once; more than two tokens in so long are a tenant's that takes
 * back what it has just given.
 */
const twoSignInsMs = 10_000;

/**
 * @param signsIn is called when signing in begins, has to wait, and (with undefined) is over
 * @param limited is called when a 429 makes everything wait, with how long, in milliseconds
 * @param signal ends everything
 */
export function createSender(
  tenant: Tenant,
  queue: RequestQueue,
  { clock, random }: { readonly clock: Clock; readonly random: () => number },
  signsIn: (state: SignIn | undefined) => void,
  limited: (waitMs: number) => void,
  signal: AbortSignal,
): Sender {
  const tokens = createTokenKeeper(signIn, clock);
  /** When the last two that gave a token left. */
  let signIns: readonly number[] = [];
  let failedSignIns = 0;
  let signInNotBefore = 0;
  let signInFault: ApiError | undefined;

  /** One backoff for the client, however many ids wait for its token. */
  async function signIn(): Promise<SignedIn> {
    // Nothing leaves for it: it takes no turn.
    if (tenant.hasReadyToken) {
      return { grant: await tenant.signIn(signal), leftAt: clock.elapsed() };
    }
    await tenant.ready();
    const lastButOne = signIns.at(-2) ?? Number.NEGATIVE_INFINITY;
    const waitMs = Math.max(signInNotBefore, lastButOne + twoSignInsMs) - clock.elapsed();
    if (waitMs > 0) await clock.sleep(waitMs, signal);
    const dueAt = clock.elapsed();
    const leftAt = await queue.take(() => ({ lane: "other", dueAt, isUrgent: true }), signal);
    try {
      signsIn({ kind: "asking", since: leftAt });
      const grant = await counted(leftAt, tenant.signIn(signal));
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

  /** Tells the budget how the request that left at `leftAt` was answered. */
  async function counted<Result>(leftAt: number, request: Promise<Result>): Promise<Result> {
    try {
      const result = await request;
      queue.answered(leftAt);
      return result;
    } catch (error) {
      if (isApiError(error, "rate limited")) {
        const waitMs = queue.limited(leftAt, error.retryAfterMs);
        if (waitMs !== undefined) limited(waitMs);
      } else if (!isUnanswered(error)) {
        queue.answered(leftAt);
      }
      throw error;
    }
  }

  /** Any answer but a 401 says that the token is good. */
  async function accepting<Result>(token: Token, request: Promise<Result>): Promise<Result> {
    try {
      const result = await request;
      tokens.accepted(token);
      return result;
    } catch (error) {
      const retry = retryOf(error);
      if (isApiError(error) && retry !== "pause" && retry !== "new token") tokens.accepted(token);
      throw error;
    }
  }

  /** Where nobody is patient enough for the next try to sign in, the last one is what counts. */
  async function bearable(until: number, signal: AbortSignal): Promise<void> {
    if (!signInFault || signInNotBefore <= Math.max(until, clock.elapsed())) return;
    await clock.sleep(Math.max(0, until - clock.elapsed()), signal);
    throw signInFault;
  }

  /**
   * A token, and a turn that came while that was good. All that takes time goes before the turn: the
   * request leaves in it. A token that runs out meanwhile costs a sign-in and no turn.
   */
  async function ready(request: () => QueuedRequest, signal: AbortSignal) {
    await unlessAborted(tenant.ready(), signal);
    for (;;) {
      // Others may wait for the same sign-in: it goes on without whoever gives up.
      // oxlint-disable-next-line no-await-in-loop
      const token = await unlessAborted(tokens.current(), signal);
      // oxlint-disable-next-line no-await-in-loop
      const leftAt = await queue.take(
        () => (tokens.isUsable(token) ? request() : undefined),
        signal,
      );
      if (leftAt !== undefined) return { token, leftAt };
    }
  }

  return {
    refused: (token) => tokens.refused(token),
    async status(id, { request, giveUpAt }, leaves, signal) {
      await bearable(giveUpAt(), signal);
      const { token, leftAt } = await ready(request, signal);
      leaves(token);
      return counted(leftAt, accepting(token, tenant.status(id, token.accessToken, signal)));
    },
    async ask(request, lane, leaves, signal) {
      const dueAt = clock.elapsed();
      const { token, leftAt } = await ready(() => requestOf(lane, dueAt), signal);
      const { accessToken } = token;
      leaves();
      try {
        return await counted(leftAt, accepting(token, tenant.ask(request, accessToken, signal)));
      } catch (error) {
        if (retryOf(error) === "new token") tokens.refused(token);
        throw error;
      }
    },
  };
}

/** What stands for a poll goes before the polls: it is waited for, and not for long. */
function requestOf(lane: Lane, dueAt: number): QueuedRequest {
  return lane === "poll" ? { lane, dueAt, isUrgent: true } : { lane, dueAt };
}
