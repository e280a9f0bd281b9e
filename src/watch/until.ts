import type { WatchFeed } from "./feed.ts";

/** Checks the condition at once and after each change. Throws the signal's reason. */
export function until(
  feed: Pick<WatchFeed, "subscribe">,
  isSo: () => boolean,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const settle = (how: () => void) => {
      unsubscribe();
      signal.removeEventListener("abort", giveUp);
      how();
    };
    const giveUp = () => settle(() => reject(signal.reason));
    const look = () => {
      if (isSo()) settle(resolve);
    };
    const unsubscribe = feed.subscribe(look);
    signal.addEventListener("abort", giveUp, { once: true });
    look();
  });
}
