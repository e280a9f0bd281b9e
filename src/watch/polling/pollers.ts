import { isApiError, type SignInRefusedError } from "../../api/http/errors.ts";
import { listOf } from "../model/watches.ts";
import { createAlarm } from "./alarm.ts";
import { polledId, type PollingDeps } from "./polled-id.ts";
import { createPoller, type Polling } from "./poller.ts";

export function createPollers(deps: PollingDeps) {
  const { store, client, clock } = deps;
  const poller = createPoller(deps, createAlarm(clock));
  const polled = new Map<string, Polling>();
  let begin: ((id: string) => void) | undefined;
  let refusal: SignInRefusedError | undefined;

  /** Throws the signal's reason; any other error is a bug of ours. */
  async function run(signal: AbortSignal): Promise<void> {
    const stop = new AbortController();
    const either = AbortSignal.any([signal, stop.signal]);
    const over = Promise.withResolvers<void>();
    const stopAll = () => {
      for (const one of polled.values()) poller.stop(one, either.reason);
    };

    async function untilEnded(one: Polling): Promise<void> {
      try {
        await poller.run(one);
      } catch (error) {
        // The first error ends all.
        stop.abort(error);
      }
      if (polled.get(one.id) === one) polled.delete(one.id);
      if (polled.size === 0) over.resolve();
    }

    either.addEventListener("abort", stopAll, { once: true });
    begin = (id) => {
      if (either.aborted) return;
      const one: Polling = { id, state: "polling" };
      polled.set(id, one);
      void untilEnded(one);
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
