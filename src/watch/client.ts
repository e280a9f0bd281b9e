import type { Api, ApiRequest } from "../api/api.ts";
import { RateLimitedError, UnauthorizedError } from "../api/errors.ts";
import type { Answer } from "../api/send.ts";
import type { Tenant } from "../api/tenant.ts";
import { type Look, type Sharing, unshared } from "../sharing/sharing.ts";
import type { Clock } from "../time/clock.ts";
import { type Lane, openBudget } from "./budget.ts";
import { createSender, type Sender, type SignIn } from "./sender.ts";
import { createTurns, type Turns } from "./turns.ts";

/** What a client needs from the world. */
export interface ClientDeps {
  readonly clock: Clock;
  /** 0 to 1, as `Math.random`. */
  readonly random: () => number;
  /** With whom the budget is shared; without it with nobody. */
  readonly sharing?: Sharing;
}

/** What others learn of a client. */
export interface ClientListener {
  /** The budget or what goes on at the token endpoint is another. */
  readonly changed: () => void;
  /** A 429 makes everything wait, for so many milliseconds from now. */
  readonly limited: (waitMs: number) => void;
  /** So many watchers share the budget now, this one included; there were more or fewer before. */
  readonly shared: (watchers: number) => void;
}

/**
 * One client of one tenant: one budget and one token for everything that is sent to it. Other
 * processes may be the same client: what they send and what they are refused counts as well.
 */
export interface Client {
  readonly tenant: Tenant;
  readonly turns: Turns;
  readonly sender: Sender;
  /**
   * Look-ups, each in its turn, from the part of the budget that regular polls leave. A first 401
   * has the token renewed, and a 429 is waited for; what else fails is the caller's to ask again.
   */
  readonly api: Api;
  /**
   * The same look-ups, given up when the signal is aborted, whose reason they then throw; from
   * another part of the budget where they stand for a poll.
   */
  readonly apiFor: (signal: AbortSignal, lane?: Lane) => Api;
  /** What goes on at the token endpoint, while something does. */
  readonly signIn: () => SignIn | undefined;
  /** Takes a watcher's part of the budget, until the function that it returns is called. */
  readonly watch: () => () => void;
  /** The user ends the wait that a 429 asked for. */
  readonly endWait: () => void;
  /** Returns how to stop listening. */
  readonly listen: (listener: ClientListener) => () => void;
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
  { clock, random, sharing = unshared }: ClientDeps,
): Client {
  const stopped = new AbortController();
  const { signal } = stopped;
  const listeners = new Set<ClientListener>();
  let signIn: SignIn | undefined;

  function changed(): void {
    for (const listener of listeners) listener.changed();
  }

  function signsIn(state: SignIn | undefined): void {
    signIn = state;
    changed();
  }

  function limited(waitMs: number): void {
    sharing.hold(waitMs);
    tellLimited(waitMs);
  }

  function tellLimited(waitMs: number): void {
    for (const listener of listeners) listener.limited(waitMs);
  }

  const turns = createTurns(openBudget(), clock, random, changed, () => sharing.claim());
  const sender = createSender(tenant, turns, { clock, random }, signsIn, limited, signal);

  function holdAsTold({ waitMs }: Look): void {
    if (waitMs > 0 && turns.hold(waitMs)) tellLimited(waitMs);
  }

  function divideAsTold({ watchers }: Look): void {
    if (turns.budget().watchers === watchers) return;
    turns.divide(watchers);
    for (const listener of listeners) listener.shared(watchers);
  }

  function watch(): () => void {
    const leave = sharing.watch((look) => {
      divideAsTold(look);
      holdAsTold(look);
    });
    return () => {
      leave();
      turns.divide(1);
    };
  }

  async function ask(request: ApiRequest, lane: Lane, given: AbortSignal): Promise<Answer> {
    let hasRenewed = false;
    for (;;) {
      try {
        // One sending after the other.
        // oxlint-disable-next-line no-await-in-loop
        return await sender.ask(request, lane, given);
      } catch (error) {
        const isFirstRefusal: boolean = error instanceof UnauthorizedError && !hasRenewed;
        if (!isFirstRefusal && !(error instanceof RateLimitedError)) throw error;
        hasRenewed ||= isFirstRefusal;
      }
    }
  }

  function apiFor(given: AbortSignal, lane: Lane = "other"): Api {
    const either = given === signal ? signal : AbortSignal.any([signal, given]);
    return { version: tenant.version, ask: (request) => ask(request, lane, either) };
  }

  holdAsTold(sharing.look());
  return {
    tenant,
    turns,
    sender,
    api: apiFor(signal),
    apiFor,
    signIn: () => signIn,
    watch,
    endWait: () => {
      sharing.endHold();
      turns.endWait();
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    sleep: (ms) => clock.sleep(ms, signal),
    stop: () => stopped.abort(new Error("the client was stopped")),
  };
}
