import type { Environment } from "../system/environment.ts";
import type { Clock } from "../time/clock.ts";
import type { TimedEvent } from "../watch/model/event.ts";
import type { WatchFeed } from "../watch/feed.ts";
import { type Burst, burstText, isCalling } from "./burst.ts";
import { notification, type NotifyChoice, notifyWay } from "./notification.ts";
import { createSigns } from "./signs.ts";
import type { TitleInput } from "./title.ts";

/** The part of a watcher that there is to see here. */
export interface Watched extends Pick<WatchFeed, "onEvent"> {
  snapshot(): TitleInput;
}

/** The terminal around the screen. */
export interface AttentionOptions {
  readonly env: Environment;
  /** Writes to the terminal; nothing else here does. */
  readonly write: (text: string) => void;
  /** What the screen calls the tenant. */
  readonly title: string;
  /** What `--notify` says; undefined where it was not given: no notifications. */
  readonly notify: NotifyChoice | undefined;
  /**
   * The shortest time between two rewritings of title and taskbar, by the clock given: 1,000. A
   * clock that runs many times as fast wants more.
   */
  readonly paceMs?: number;
}

/** Title, taskbar and notifications while they last. */
export interface Attention {
  /** Gives title and taskbar back, and writes nothing until it is resumed: before Ctrl-Z stops us. */
  suspend(): void;
  /** Takes title and taskbar again, and tells what has happened meanwhile. */
  resume(): void;
  /** Tells what is still to be told, and gives title and taskbar back; nothing is written later. */
  stop(): void;
}

/** Endings within that time make one notification. */
const burstMs = 1000;

/**
 * Keeps the terminal's title and taskbar at what the watcher knows, rewritten only where they
 * differ, and calls the user at endings and stalls.
 *
 * @param clock the watcher's
 */
export function startAttention(
  watcher: Watched,
  clock: Clock,
  options: AttentionOptions,
): Attention {
  const { env, title, notify, write, paceMs = 1000 } = options;
  if (env["TERM"] === "dumb") {
    return { suspend: () => undefined, resume: () => undefined, stop: () => undefined };
  }
  const over = new AbortController();
  const signs = createSigns({
    env,
    write,
    title,
    snapshot: () => watcher.snapshot(),
    elapsed: () => clock.elapsed(),
  });
  let burst: Burst = new Map();

  function tell(): void {
    if (!signs.isTaken() || burst.size === 0 || notify === undefined) return;
    const text = burstText(burst);
    burst = new Map();
    write(notification(text, notifyWay(notify, env), env));
  }

  function happened({ watch, event }: TimedEvent): void {
    if (!watch || !isCalling(event)) return;
    if (burst.size === 0) void after(burstMs, tell);
    burst = new Map(burst).set(watch.id, { watch, event });
  }

  /** Does something later, unless it is over by then. */
  async function after(ms: number, action: () => void): Promise<void> {
    try {
      await clock.sleep(ms, over.signal);
    } catch (error) {
      if (over.signal.aborted) return;
      throw error;
    }
    action();
  }

  async function keepShowing(): Promise<void> {
    while (!over.signal.aborted) {
      await after(paceMs, () => signs.show());
    }
  }

  const unsubscribe = notify === undefined ? () => undefined : watcher.onEvent(happened);
  signs.take();
  void keepShowing();

  return {
    suspend: () => signs.giveBack(),
    resume: () => {
      if (over.signal.aborted) return;
      signs.take();
      tell();
    },
    stop: () => {
      unsubscribe();
      over.abort();
      tell();
      signs.giveBack();
    },
  };
}
