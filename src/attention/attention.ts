import type { TimedEvent } from "../watch/model/timed-event.ts";
import type { Clock } from "../time/clock.ts";
import type { WatchFeed } from "../watch/feed.ts";
import { until } from "../watch/until.ts";
import { type Burst, burstText, isCalling } from "./burst.ts";
import { notification, type NotifyChoice, notifyWay } from "./notification.ts";
import { createSigns, type SignOptions } from "./signs.ts";
import type { TitleInput } from "./title.ts";

/** The part of a watcher that is shown here. */
export interface Watched extends Pick<WatchFeed, "subscribe" | "onEvent"> {
  snapshot(): TitleInput;
}

export interface AttentionOptions extends SignOptions {
  /** What `--notify` says; without it there are no notifications. */
  readonly notify: NotifyChoice | undefined;
  /** Least time between two updates, by the clock given: a clock that runs faster wants more. */
  readonly paceMs?: number;
}

/** Events within that time make one notification. */
const burstMs = 1000;

/**
 * Keeps the terminal's title and taskbar at what the watcher knows, rewritten only where they
 * differ, and notifies the user of endings and stalls. `clock` is the watcher's.
 */
export function startAttention(watcher: Watched, clock: Clock, options: AttentionOptions) {
  const { env, notify, write, paceMs = 1000 } = options;
  if (env["TERM"] === "dumb") {
    return { suspend: () => undefined, resume: () => undefined, stop: () => undefined };
  }
  const over = new AbortController();
  const signs = createSigns(() => watcher.snapshot(), clock, options);
  let burst: Burst = new Map();

  function tell(): void {
    if (!signs.isTaken() || burst.size === 0 || notify === undefined) return;
    const text = burstText(burst);
    burst = new Map();
    write(notification(text, notifyWay(notify, env), env));
  }

  function happened({ watch, event }: TimedEvent): void {
    if (!watch || !isCalling(event)) return;
    if (burst.size === 0) void after(clock.sleep(burstMs, over.signal), tell);
    burst = new Map(burst).set(watch.id, { watch, event });
  }

  /** Does something later, unless stopped by then. */
  async function after(wait: Promise<void>, action: () => void): Promise<void> {
    try {
      await wait;
    } catch (error) {
      if (over.signal.aborted) return;
      throw error;
    }
    action();
  }

  /** Once nothing that time changes is shown, no timer runs. */
  async function keepShowing(): Promise<void> {
    while (!over.signal.aborted) {
      await after(clock.sleep(paceMs, over.signal), signs.show);
      if (over.signal.aborted || signs.isMoving()) continue;
      const last = watcher.snapshot();
      const isOther = () => watcher.snapshot() !== last;
      await after(until(watcher, isOther, over.signal), () => undefined);
    }
  }

  const unsubscribe = notify === undefined ? undefined : watcher.onEvent(happened);
  signs.take();
  void keepShowing();

  return {
    /** Gives title and taskbar back, and writes nothing until resumed: before Ctrl-Z stops us. */
    suspend: () => signs.giveBack(),
    /** Takes title and taskbar again, and notifies of what has happened meanwhile. */
    resume: () => {
      if (over.signal.aborted) return;
      signs.take();
      tell();
    },
    /** Gives title and taskbar back after a last notification; writes nothing later. */
    stop: () => {
      unsubscribe?.();
      over.abort();
      tell();
      signs.giveBack();
    },
  };
}
