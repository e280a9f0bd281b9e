import type { AggregationStatus } from "../../api/endpoints/aggregation-status.ts";
import { isApiError } from "../../api/http/errors.ts";
import type { Clock } from "../../time/clock.ts";
import { unlessAborted } from "../../time/unless-aborted.ts";
import { unreadableReason } from "../../watch/decide/unreadable-reason.ts";
import type { Choice } from "./picker.ts";
import type { PickerStore } from "./picker-store.ts";
import { refreshed, withStatus } from "./refreshed.ts";

export interface Listing {
  readonly clock: Clock;
  /** Lists anew. It throws ApiError, which is shown. */
  readonly refresh: () => Promise<readonly Choice[]>;
  readonly refreshMs: number;
  /** Asks how far ids are, and tells each answer as it comes. */
  readonly ask: (
    ids: readonly string[],
    tell: (id: string, status: AggregationStatus) => void,
  ) => Promise<void>;
  /** Calls `listener` with what delays a refresh, for people; returns how to stop that. */
  readonly onDelay: (listener: (text: string) => void) => () => void;
}

/** Between two redraws that only let time pass. */
const tickMs = 1000;

/** Keeps times, progress and list up to date until the signal is aborted. */
export async function keepCurrent(
  store: Pick<PickerStore, "get" | "change" | "tick">,
  { clock, refresh, refreshMs, ask, onDelay }: Listing,
  signal: AbortSignal,
): Promise<void> {
  async function again(everyMs: number, act: () => unknown): Promise<never> {
    for (;;) {
      await clock.sleep(everyMs, signal);
      await act();
    }
  }

  async function look(): Promise<void> {
    try {
      const choices = await unlessAborted(refresh(), signal);
      store.change((picker) => refreshed(picker, choices));
    } catch (error) {
      if (signal.aborted || !isApiError(error)) throw error;
      const problem = `can't list new runs (${unreadableReason(error)})`;
      store.change((picker) => ({ ...picker, problem }));
    }
  }

  async function askAll(): Promise<void> {
    const { choices } = store.get().picker;
    const running = choices.filter(
      ({ kind, hasEnded, isStuck }) => kind === undefined && !hasEnded && !isStuck,
    );
    const ids = running.map(({ id }) => id);
    const asking = ask(ids, (id, status) =>
      store.change((picker) => withStatus(picker, id, status)),
    );
    await unlessAborted(asking, signal);
  }

  async function keepAsking(): Promise<never> {
    await askAll();
    return again(refreshMs, askAll);
  }

  const stop = onDelay((problem) => store.change((picker) => ({ ...picker, problem })));
  try {
    await Promise.all([
      again(tickMs, () => store.tick(clock.elapsed())),
      again(refreshMs, look),
      keepAsking(),
    ]);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    stop();
  }
}
