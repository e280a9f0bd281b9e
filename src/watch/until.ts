import type { Watcher } from "./watcher.ts";

/**
 * Waits until something is so, as it may be already.
 *
 * @param isSo is looked at now, and after each change of the watcher
 * @throws the signal's reason once it is aborted
 */
export function until(
  watcher: Pick<Watcher, "subscribe">,
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
    const unsubscribe = watcher.subscribe(look);
    signal.addEventListener("abort", giveUp, { once: true });
    look();
  });
}
