import type { Api, ApiRequest } from "../api/api.ts";
import { RateLimitedError, UnauthorizedError } from "../api/errors.ts";
import type { Answer } from "../api/send.ts";
import type { Tenant } from "../api/tenant.ts";
import type { Clock } from "../time/clock.ts";
import { openBudget } from "./budget.ts";
import { createSender, type Sender, type SignIn } from "./sender.ts";
import { createTurns, type Turns } from "./turns.ts";

/** What a client needs from the world. */
export interface ClientDeps {
  readonly clock: Clock;
  /** 0 to 1, as `Math.random`. */
  readonly random: () => number;
}

/** What others learn of a client. */
export interface ClientListener {
  /** The budget or what goes on at the token endpoint is another. */
  readonly changed: () => void;
  /** A 429 makes everything wait, for so many milliseconds from now. */
  readonly limited: (waitMs: number) => void;
}

/** One client of one tenant: one budget and one token for everything that is sent to it. */
export interface Client {
  readonly tenant: Tenant;
  readonly turns: Turns;
  readonly sender: Sender;
  /**
   * Look-ups, each in its turn, from the part of the budget that regular polls leave. A first 401
   * has the token renewed, and a 429 is waited for; what else fails is the caller's to ask again.
   */
  readonly api: Api;
  /** The same look-ups, given up when the signal is aborted, whose reason they then throw. */
  readonly apiFor: (signal: AbortSignal) => Api;
  /** What goes on at the token endpoint, while something does. */
  readonly signIn: () => SignIn | undefined;
  /** Returns how to stop listening. */
  readonly listen: (listener: ClientListener) => () => void;
  /** Ends all that is under way; nothing can be sent any more. */
  readonly stop: () => void;
}

/** A client of which nothing has been sent yet. */
export function createClient(tenant: Tenant, { clock, random }: ClientDeps): Client {
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
    for (const listener of listeners) listener.limited(waitMs);
  }

  const turns = createTurns(openBudget(), clock, random, changed);
  const sender = createSender(tenant, turns, { clock, random }, signsIn, limited, signal);

  async function ask(request: ApiRequest, given: AbortSignal): Promise<Answer> {
    let hasRenewed = false;
    for (;;) {
      try {
        // One sending after the other.
        // oxlint-disable-next-line no-await-in-loop
        return await sender.ask(request, given);
      } catch (error) {
        const isFirstRefusal: boolean = error instanceof UnauthorizedError && !hasRenewed;
        if (!isFirstRefusal && !(error instanceof RateLimitedError)) throw error;
        hasRenewed ||= isFirstRefusal;
      }
    }
  }

  function apiFor(given: AbortSignal): Api {
    const either = given === signal ? signal : AbortSignal.any([signal, given]);
    return { version: tenant.version, ask: (request) => ask(request, either) };
  }

  return {
    tenant,
    turns,
    sender,
    api: apiFor(signal),
    apiFor,
    signIn: () => signIn,
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: () => stopped.abort(new Error("the client was stopped")),
  };
}
