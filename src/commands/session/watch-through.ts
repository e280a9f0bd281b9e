import { until } from "../../watch/until.ts";
import type { Reader } from "./session-reader.ts";
import type { Session } from "./session.ts";

export type Opened = Pick<Reader, "staysOpen" | "startsSettled">;

/** Once all have ended, a screen that stays, or a session that brings ids, may get more. */
export async function watchThrough(
  { watcher }: Pick<Session, "watcher">,
  stays: boolean,
  opened: Promise<Opened>,
  bringing: Promise<void> | undefined,
  signal: AbortSignal,
): Promise<void> {
  const brought = new AbortController();
  if (!bringing) brought.abort();
  // Its failure alone ends the session.
  void bringing?.finally(() => brought.abort()).catch(() => undefined);
  for (;;) {
    await watcher.run(signal);
    const reader = await opened;
    const { startsSettled } = reader;
    // What is started meanwhile is watched to its end.
    if (startsSettled && ((await startsSettled()) || watcher.hasUnended())) continue;
    const staysOpen = stays || reader.staysOpen;
    const over = staysOpen ? signal : AbortSignal.any([signal, brought.signal]);
    // A recording that was cut off ends while some are running.
    if (!staysOpen && (!bringing || (brought.signal.aborted && !watcher.hasUnended()))) return;
    await until(watcher, watcher.hasUnended, over).catch(() => signal.throwIfAborted());
  }
}
