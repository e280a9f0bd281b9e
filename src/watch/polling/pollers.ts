import { isApiError, type SignInRefusedError } from "../../api/http/errors.ts";
import { listOf } from "../model/watches.ts";
import { polledId, type PollingDeps } from "./polled-id.ts";
import { createPoller, newPolling, type Polling } from "./poller.ts";

export function createPollers(deps: PollingDeps) {
  const { store, client } = deps;
  const polled = new Map<string, Polling>();
  let over = Promise.withResolvers<void>();
  let stop = new AbortController();
  let begin: ((id: string) => void) | undefined;
  let refusal: SignInRefusedError | undefined;

  const poller = createPoller(deps, {
    ended(one) {
      if (polled.get(one.id) === one) polled.delete(one.id);
      // One that is dropped may come again at once.
      queueMicrotask(() => {
        if (polled.size === 0) over.resolve();
      });
    },
    // The first error ends all; the others then fail only because they were stopped.
    failed: (error) => stop.abort(error),
  });

  /** Throws the signal's reason; any other error is a bug of ours. */
  async function run(signal: AbortSignal): Promise<void> {
    over = Promise.withResolvers();
    stop = new AbortController();
    const either = AbortSignal.any([signal, stop.signal]);
    const stopAll = () => {
      for (const one of polled.values()) poller.stop(one, either.reason);
    };
    either.addEventListener("abort", stopAll, { once: true });
    begin = (id) => {
      if (either.aborted || polledId(id, deps).hasEnded()) return;
      const one = newPolling(id);
      polled.set(id, one);
      poller.begin(one);
    };
    const leave = client.watch();
    for (const { id } of listOf(store.board().watches)) begin(id);
    if (polled.size === 0) over.resolve();
    await over.promise;
    leave();
    begin = undefined;
    // Also gives up a sign-in in flight.
    if (signal.aborted) client.stop();
    signal.throwIfAborted();
    const reason: unknown = stop.signal.reason;
    if (!isApiError(reason, "sign-in refused")) return stop.signal.throwIfAborted();
    refusal = reason;
    for (const { id } of listOf(store.board().watches)) polledId(id, deps).failed(reason);
  }

  return {
    run,
    /** Polls another id of the board, or ends it at once like the others. */
    begin(id: string) {
      if (refusal) polledId(id, deps).failed(refusal);
      else begin?.(id);
    },
    stop(id: string) {
      const one = polled.get(id);
      if (one) poller.stop(one);
    },
    /** Some ids may be due at another time now; all if not given. */
    reschedule(ids: Iterable<string> = polled.keys()) {
      for (const id of ids) {
        const one = polled.get(id);
        if (one) poller.wake(one);
      }
      client.queue.reconsider();
    },
    interrupt() {
      for (const one of polled.values()) poller.interrupt(one);
    },
  };
}
