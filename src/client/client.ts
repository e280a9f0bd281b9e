import pRetry from "p-retry";
import type { Api, ApiRequest } from "../api/http/api.ts";
import { checkReadable } from "../api/http/failure.ts";
import { retryOf } from "../api/http/retry-rule.ts";
import type { Answer } from "../api/http/send.ts";
import type { Tenant } from "../api/tenant.ts";
import { type Peers, type Sharing, unshared } from "./sharing/sharing.ts";
import type { Clock } from "../time/clock.ts";
import { type Lane, openBudget, waitLeftMs } from "./budget.ts";
import { withRetries, type Retry } from "./retry.ts";
import { createSender, type Sender, type SignIn } from "./sender.ts";
import { createRequestQueue, type RequestQueue } from "./request-queue.ts";

/** What a client needs from the world. */
export interface ClientDeps {
  readonly clock: Clock;
  /** 0 to 1, as `Math.random`. */
  readonly random: () => number;
  /** With whom the budget is shared; without it with nobody. */
  readonly sharing?: Sharing;
  /** Stops the client. */
  readonly signal?: AbortSignal;
}

/** What others learn of a client. */
export interface ClientListener {
  /** The budget or what goes on at the token endpoint is another. */
  readonly changed: () => void;
  /** A 429 makes everything wait. */
  readonly limited: (limit: RateLimit) => void;
  /** A look-up, which somebody waits for, is held up. */
  readonly delayed: (delay: Delay) => void;
  /** The tenant marks the version of the API as deprecated; said once to whoever listens first. */
  readonly deprecated: (version: string) => void;
  /** So many watchers share the budget now, this one included; there were more or fewer before. */
  readonly shared: (watchers: number) => void;
}

/** A 429 that lets nothing leave. */
export interface RateLimit {
  /** From now on. */
  readonly waitMs: number;
  /** Whether another process met it. */
  readonly isElsewhere: boolean;
}

/** What holds a look-up up. */
export type Delay =
  | ({ readonly kind: "limited" } & RateLimit)
  /** It, or the sign-in that it needs, has failed and is sent again. */
  | ({ readonly kind: "retried"; readonly what: Wanted } & Retry)
  /** There is no answer yet, after so long. */
  | { readonly kind: "unanswered"; readonly what: Wanted; readonly forMs: number };

/** What a look-up waits for. */
type Wanted = "answer" | "sign-in";

/** An answer that takes longer is worth a word. */
const slowMs = 5000;
/** What moves the end of a wait by less is no news. */
const noticeableMs = 1000;

/**
 * One client of one tenant: one budget and one token for everything that is sent to it. Other
 * processes may be the same client: what they send and what they are refused counts as well.
 */
export interface Client {
  readonly tenant: Tenant;
  readonly queue: RequestQueue;
  readonly sender: Sender;
  /**
   * Look-ups, each in its turn, from the part of the budget that regular polls leave. A first 401
   * has the token renewed, a 429 is waited for, and what only reads is sent again as `persevere`
   * says. Listeners are told of each delay.
   */
  readonly api: Api;
  /**
   * The same look-ups, given up when the signal is aborted, whose reason they then throw. Those that
   * stand for a poll take its part of the budget, and whoever polls decides what is sent again.
   */
  readonly apiFor: (signal: AbortSignal, lane?: Lane) => Api;
  /** What goes on at the token endpoint, while something does. */
  readonly signIn: () => SignIn | undefined;
  /** The 429 that lets nothing leave now, if one does. */
  readonly limit: () => RateLimit | undefined;
  /** Takes a watcher's part of the budget, until the function that it returns is called. */
  readonly watch: () => () => void;
  /** The user ends the wait that a 429 asked for. */
  readonly endWait: () => void;
  /** Returns how to stop listening. */
  readonly listen: (listener: Partial<ClientListener>) => () => void;
  /**
   * Waits between look-ups, `ms` milliseconds.
   *
   * @throws once the client is stopped
   */
  readonly sleep: (ms: number) => Promise<void>;
  /** Ends all that is under way; nothing can be sent any more. */
  readonly stop: () => void;
}

/** A client of which nothing has been sent yet. */
export function createClient(
  tenant: Tenant,
  { clock, random, sharing = unshared, signal: given }: ClientDeps,
): Client {
  const stopped = new AbortController();
  const signal = given ? AbortSignal.any([given, stopped.signal]) : stopped.signal;
  const listeners = new Set<Partial<ClientListener>>();
  let signIn: SignIn | undefined;
  let signInAnswered = nothing;
  let isLimitedElsewhere = false;
  let isDeprecationTold = false;
  /** How many look-ups are under way, and until when those were told they wait for a 429. */
  let lookUps = 0;
  let reportedUntil = 0;

  function changed(): void {
    for (const listener of listeners) listener.changed?.();
  }

  function delayed(delay: Delay): void {
    for (const listener of listeners) listener.delayed?.(delay);
  }

  function signsIn(state: SignIn | undefined): void {
    signIn = state;
    signInAnswered();
    if (state?.kind === "asking" && lookUps > 0) signInAnswered = unlessSoon("sign-in");
    changed();
  }

  /** Says so when there is no answer soon; returns how to stop that. */
  function unlessSoon(what: Wanted): () => void {
    const answered = new AbortController();
    const tell = () => delayed({ kind: "unanswered", what, forMs: slowMs });
    void clock.sleep(slowMs, answered.signal).then(tell, () => undefined);
    return () => answered.abort();
  }

  function limited(waitMs: number): void {
    sharing.hold(waitMs);
    tellLimited(waitMs, false);
  }

  function tellLimited(waitMs: number, isElsewhere: boolean): void {
    isLimitedElsewhere = isElsewhere;
    for (const listener of listeners) listener.limited?.({ waitMs, isElsewhere });
    tellHeld();
  }

  function limit(): RateLimit | undefined {
    const waitMs = waitLeftMs(queue.budget(), clock.elapsed());
    return waitMs > 0 ? { waitMs, isElsewhere: isLimitedElsewhere } : undefined;
  }

  /** Look-ups that wait for the end of a 429 say so, once until that moves. */
  function tellHeld(): void {
    const { closedUntil } = queue.budget();
    const held = limit();
    if (lookUps === 0 || !held || closedUntil <= reportedUntil + noticeableMs) return;
    reportedUntil = closedUntil;
    delayed({ kind: "limited", ...held });
  }

  const queue = createRequestQueue(openBudget(), clock, random, changed, () => sharing.claim());
  const listened: Tenant = {
    ...tenant,
    ask: (...request) => heard(tenant.ask(...request)),
    status: (...request) => heard(tenant.status(...request)),
  };
  const sender = createSender(listened, queue, { clock, random }, signsIn, limited, signal);

  function holdAsTold({ waitMs }: Peers): void {
    if (waitMs > 0 && queue.hold(waitMs)) tellLimited(waitMs, true);
  }

  function divideAsTold({ watchers }: Peers): void {
    if (queue.budget().watchers === watchers) return;
    queue.divide(watchers);
    for (const listener of listeners) listener.shared?.(watchers);
  }

  /** What an answer may have told, beside what it was asked for. */
  async function heard<Result>(answer: Promise<Result>): Promise<Result> {
    try {
      return await answer;
    } finally {
      const told = [...listeners].flatMap((listener) => listener.deprecated ?? []);
      if (!isDeprecationTold && told.length > 0 && tenant.isDeprecated?.() === true) {
        isDeprecationTold = true;
        for (const tell of told) tell(tenant.version);
      }
    }
  }

  function watch(): () => void {
    const leave = sharing.watch((look) => {
      divideAsTold(look);
      holdAsTold(look);
    });
    return () => {
      leave();
      queue.divide(1);
    };
  }

  /**
   * Sends a look-up once, but for a first 401 and for 429s.
   *
   * @param leaves is called when it leaves, and returns what is called at its answer
   */
  function askOnce(
    request: ApiRequest,
    lane: Lane,
    leaves: () => () => void,
    given: AbortSignal,
  ): Promise<Answer> {
    let hasRenewed = false;
    const send = async () => {
      tellHeld();
      let answered = nothing;
      const left = () => void (answered = leaves());
      try {
        const answer = await sender.ask(request, lane, left, given);
        if (request.method === "GET") checkReadable(answer);
        return answer;
      } finally {
        answered();
      }
    };
    return pRetry(send, {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: 0,
      signal: given,
      shouldRetry({ error }) {
        const retry = retryOf(error);
        const isFirstRefusal = retry === "new token" && !hasRenewed;
        hasRenewed ||= isFirstRefusal;
        return isFirstRefusal || retry === "rate limit";
      },
    });
  }

  async function ask(request: ApiRequest, lane: Lane, given: AbortSignal): Promise<Answer> {
    if (lane === "poll") return askOnce(request, lane, () => nothing, given);
    let hasLeft = false;
    const send = () => {
      hasLeft = false;
      const leaves = () => {
        hasLeft = true;
        return unlessSoon("answer");
      };
      return askOnce(request, lane, leaves, given);
    };
    const wanted = (): Wanted => (hasLeft ? "answer" : "sign-in");
    lookUps += 1;
    try {
      return await withRetries(
        send,
        { clock, random },
        (retry) => delayed({ kind: "retried", what: wanted(), ...retry }),
        given,
        () => request.method === "GET" || !hasLeft,
        () => (!hasLeft && signIn?.kind === "waiting" ? signIn.until : 0),
      );
    } finally {
      lookUps -= 1;
    }
  }

  function apiFor(given: AbortSignal, lane: Lane = "other"): Api {
    const either = given === signal ? signal : AbortSignal.any([signal, given]);
    return { version: tenant.version, ask: (request) => ask(request, lane, either) };
  }

  holdAsTold(sharing.peers());
  return {
    tenant,
    queue,
    sender,
    api: apiFor(signal),
    apiFor,
    signIn: () => signIn,
    limit,
    watch,
    endWait: () => {
      sharing.endHold();
      queue.endWait();
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    sleep: (ms) => clock.sleep(ms, signal),
    stop: () => stopped.abort(new Error("the client was stopped")),
  };
}

function nothing(): void {}
