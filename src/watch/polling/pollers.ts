import { isApiError, type SignInRefusedError } from "../../api/http/errors.ts";
import { listOf } from "../model/watches.ts";
import { createAlarm } from "./alarm.ts";
import { polledId, type PollingDeps } from "./polled-id.ts";
import { createPoller, type Poller } from "./poller.ts";

export function createPollers(deps: PollingDeps) {
  const { store, client, clock } = deps;
  const pollers = new Map<string, Poller>();
  let begin: ((id: string) => void) | undefined;
  let refusal: SignInRefusedError | undefined;

  /** Throws the signal's reason; any other error is a bug of ours. */
  async function run(signal: AbortSignal): Promise<void> {
    const stop = new AbortController();
    const either = AbortSignal.any([signal, stop.signal]);
    const over = Promise.withResolvers<void>();
    const alarm = createAlarm(clock);
    const stopAll = () => {
      for (const one of pollers.values()) one.stop(either.reason);
    };
    either.addEventListener("abort", stopAll, { once: true });
    begin = (id) => {
      if (either.aborted) return;
      const one = createPoller(polledId(id, deps), client, clock, alarm);
      pollers.set(id, one);
      // The first error ends all; the others then fail only because they were stopped.
      const ended = one.done.catch((error: unknown) => stop.abort(error));
      void ended.finally(() => {
        if (pollers.get(id) === one) pollers.delete(id);
        if (pollers.size === 0) over.resolve();
      });
    };
    const leave = client.watch();
    for (const { id } of listOf(store.board().watches)) begin(id);
    if (pollers.size === 0) over.resolve();
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
    stop: (id: string) => pollers.get(id)?.stop(),
    /** Some ids may be due at another time now; all if not given. */
    reschedule(ids: Iterable<string> = pollers.keys()) {
      for (const id of ids) pollers.get(id)?.wake();
      client.queue.reconsider();
    },
    interrupt() {
      for (const one of pollers.values()) one.interrupt();
    },
  };
}
