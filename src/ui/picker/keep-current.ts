import { isApiError } from "../../api/http/errors.ts";
import type { Clock } from "../../time/clock.ts";
import { unlessAborted } from "../../time/unless-aborted.ts";
import { unreadableReason } from "../../watch/decide/unreadable-reason.ts";
import type { Choice } from "./picker.ts";
import type { PickerStore } from "./picker-store.ts";
import { refreshed } from "./refreshed.ts";

/** Where a list comes from, and how often. */
export interface Listing {
  readonly clock: Clock;
  /** What can be picked by then, asked for again and again. It throws ApiError, which is shown. */
  readonly refresh: () => Promise<readonly Choice[]>;
  /** How often; milliseconds. */
  readonly refreshMs: number;
  /** Calls `listener` with what holds that up, for people; returns how to stop that. */
  readonly onDelay: (listener: (text: string) => void) => () => void;
}

/** Between two redraws that only let time pass. */
const tickMs = 1000;

/** Lets the times go on, and looks for what runs by then, until the signal is aborted. */
export async function keepCurrent(
  store: Pick<PickerStore, "change" | "tick">,
  { clock, refresh, refreshMs, onDelay }: Listing,
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

  const stop = onDelay((problem) => store.change((picker) => ({ ...picker, problem })));
  const ticking = again(tickMs, () => store.tick(clock.elapsed()));
  try {
    await Promise.all([ticking, again(refreshMs, look)]);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    stop();
  }
}
