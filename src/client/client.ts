import type { Api } from "../api/http/api.ts";
import type { Tenant } from "../api/tenant.ts";
import type { Loss } from "./fleet/loss.ts";
import { type Peers, type Sharing, unshared } from "./sharing/sharing.ts";
import { type Lane, openBudget, waitLeftMs } from "./budget.ts";
import { createLookUps, type Delay, type RateLimit } from "./look-ups.ts";
import { createRequestQueue, type RequestQueue } from "./request-queue.ts";
import type { RetryDeps } from "./retry.ts";
import { createSender, type Sender, type SignIn } from "./sender.ts";

export interface ClientDeps extends RetryDeps {
  readonly sharing?: Sharing;
  readonly signal?: AbortSignal;
}

export interface ClientListener {
  /** The budget, or what goes on at the token endpoint, has changed. */
  readonly changed: () => void;
  readonly limited: (limit: RateLimit) => void;
  readonly delayed: (delay: Delay) => void;
  /** The tenant marks the API version as deprecated; reported once, to the first who listen. */
  readonly deprecated: (version: string) => void;
  /** How many watchers share the budget now, this one included. */
  readonly shared: (watchers: number) => void;
  /** Why the budget server is out of reach; undefined once it is back. */
  readonly alone: (loss: Loss | undefined) => void;
}

/** A client of one tenant, with one budget and one token; other processes may be the same one. */
export interface Client {
  readonly tenant: Tenant;
  readonly queue: RequestQueue;
  readonly sender: Sender;
  /** Look-ups: a first 401 renews the token, a 429 is waited for, reads are repeated on faults. */
  readonly api: Api;
  /** Until the signal is aborted. In the lane `poll` they replace a poll; the poller retries. */
  readonly apiFor: (signal: AbortSignal, lane?: Lane) => Api;
  readonly signIn: () => SignIn | undefined;
  readonly limit: () => RateLimit | undefined;
  /** Why the budget server is out of reach, where there is one. */
  readonly loss: () => Loss | undefined;
  /** Counts as a watcher until the returned function is called. */
  readonly watch: () => () => void;
  /** The user ends the wait that a 429 asked for. */
  readonly endWait: () => void;
  readonly listen: (listener: Partial<ClientListener>) => () => void;
  /** Throws once the client is stopped. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Ends everything under way; nothing can be sent any more. */
  readonly stop: () => void;
}

export function createClient(
  tenant: Tenant,
  { clock, random, sharing = unshared, signal: given }: ClientDeps,
): Client {
  const stopped = new AbortController();
  const signal = given ? AbortSignal.any([given, stopped.signal]) : stopped.signal;
  const listeners = new Set<Partial<ClientListener>>();
  let signIn: SignIn | undefined;
  let isLimitedElsewhere = false;
  let isDeprecationReported = false;
  let loss: Loss | undefined;

  function changed(): void {
    for (const listener of listeners) listener.changed?.();
  }

  function delayed(delay: Delay): void {
    for (const listener of listeners) listener.delayed?.(delay);
  }

  function signsIn(state: SignIn | undefined): void {
    signIn = state;
    lookUps.signsIn(state);
    changed();
  }

  function limited(waitMs: number, isElsewhere: boolean): void {
    isLimitedElsewhere = isElsewhere;
    for (const listener of listeners) listener.limited?.({ waitMs, isElsewhere });
    lookUps.checkLimit();
  }

  function limitedHere(waitMs: number): void {
    sharing.hold(waitMs);
    limited(waitMs, false);
  }

  function limit(): RateLimit | undefined {
    const waitMs = waitLeftMs(queue.budget(), clock.elapsed());
    return waitMs > 0 ? { waitMs, isElsewhere: isLimitedElsewhere } : undefined;
  }

  const queue = createRequestQueue(openBudget(), clock, random, changed, () => sharing.claim());
  const listened: Tenant = {
    ...tenant,
    ask: (...request) => heard(tenant.ask(...request)),
    status: (...request) => heard(tenant.status(...request)),
  };
  const deps = { clock, random };
  const sender = createSender(listened, queue, deps, signsIn, limitedHere, signal);
  const lookUps = createLookUps(sender, deps, limit, () => queue.isHeldUp(), delayed);

  async function heard<Result>(answer: Promise<Result>): Promise<Result> {
    try {
      return await answer;
    } finally {
      const reports = [...listeners].flatMap((listener) => listener.deprecated ?? []);
      if (!isDeprecationReported && reports.length > 0 && tenant.isDeprecated?.() === true) {
        isDeprecationReported = true;
        for (const report of reports) report(tenant.version);
      }
    }
  }

  function holdWith({ waitMs }: Pick<Peers, "waitMs">): void {
    if (waitMs > 0 && queue.hold(waitMs)) limited(waitMs, true);
  }

  function shareWith(peers: Peers): void {
    const { watchers } = peers;
    if (queue.budget().watchers !== watchers) {
      queue.divide(watchers);
      for (const listener of listeners) listener.shared?.(watchers);
    }
    holdWith(peers);
  }

  function watch(): () => void {
    const leave = sharing.watch(shareWith);
    return () => {
      leave();
      queue.divide(1);
    };
  }

  function apiFor(given: AbortSignal, lane: Lane = "other"): Api {
    const either = given === signal ? signal : AbortSignal.any([signal, given]);
    return { version: tenant.version, ask: (request) => lookUps.ask(request, lane, either) };
  }

  sharing.listen({
    held: (waitMs) => holdWith({ waitMs }),
    lost(news, perWindow) {
      loss = news;
      queue.divide(queue.budget().watchers, perWindow);
      for (const listener of listeners) listener.alone?.(news);
    },
    back() {
      loss = undefined;
      queue.divide(queue.budget().watchers);
      for (const listener of listeners) listener.alone?.(undefined);
    },
    freed: () => queue.reconsider(),
  });
  holdWith(sharing.peers());
  return {
    tenant,
    queue,
    sender,
    api: apiFor(signal),
    apiFor,
    signIn: () => signIn,
    limit,
    loss: () => loss,
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
