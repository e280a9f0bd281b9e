import { isApiError, type SignInRefusedError } from "../../api/http/errors.ts";
import { polledId, type PollingDeps } from "./polled-id.ts";
import { createPoller, type Poller } from "./poller.ts";

/** A poller for each id of a board. */
export interface Pollers {
  /**
   * Polls until every id has ended.
   *
   * @throws the signal's reason when it is aborted; any other error is a bug of ours
   */
  readonly run: (signal: AbortSignal) => Promise<void>;
  /** Polls another id of the board, or ends it at once as the others did. */
  readonly begin: (id: string) => void;
  /** For an id that is no longer on the board. */
  readonly stop: (id: string) => void;
  /** Looks again at when each is due. */
  readonly reschedule: () => void;
  /** Gives up what is under way and begins again. */
  readonly interrupt: () => void;
}

export function createPollers(deps: PollingDeps): Pollers {
  const { store, client, clock } = deps;
  const pollers = new Map<string, Poller>();
  /** Begins to poll an id; undefined while nothing runs. */
  let begin: ((id: string) => void) | undefined;
  /** Why no id of this client can be polled any more. */
  let refusal: SignInRefusedError | undefined;

  async function run(signal: AbortSignal): Promise<void> {
    const stop = new AbortController();
    const either = AbortSignal.any([signal, stop.signal]);
    const over = Promise.withResolvers<void>();
    begin = (id) => {
      const one = createPoller(polledId(id, deps), client, clock, either);
      pollers.set(id, one);
      // The first error ends all; the errors of the others are then that they were stopped.
      const ended = one.done.catch((error: unknown) => stop.abort(error));
      void ended.finally(() => {
        if (pollers.get(id) === one) pollers.delete(id);
        if (pollers.size === 0) over.resolve();
      });
    };
    const leave = client.watch();
    for (const id of store.board().watches.keys()) begin(id);
    if (pollers.size === 0) over.resolve();
    await over.promise;
    leave();
    begin = undefined;
    // A sign-in under way is given up as well.
    if (signal.aborted) client.stop();
    signal.throwIfAborted();
    const reason: unknown = stop.signal.reason;
    if (isApiError(reason, "sign-in refused")) {
      refusal = reason;
      for (const id of store.board().watches.keys()) polledId(id, deps).failed(reason);
    } else {
      stop.signal.throwIfAborted();
    }
  }

  return {
    run,
    begin(id) {
      if (refusal) polledId(id, deps).failed(refusal);
      else begin?.(id);
    },
    stop: (id) => pollers.get(id)?.stop(),
    reschedule() {
      for (const one of pollers.values()) one.wake();
      client.queue.reconsider();
    },
    interrupt() {
      for (const one of pollers.values()) one.interrupt();
    },
  };
}
