import type { WatchFeed } from "./feed.ts";

/**
 * Waits until a condition holds, which is checked at once and after each change.
 *
 * @throws the signal's reason once it is aborted
 */
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
