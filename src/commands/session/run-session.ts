import { departureAt } from "../../exit/exit-code.ts";
import type { Host } from "../../process/host.ts";
import { openReader } from "./reader.ts";
import type { Session } from "./session.ts";
import { until } from "../../watch/until.ts";

/** Runs a watcher until all its ids have ended or the lifetime is over, while a reader shows it. */
export async function runSession(session: Session, host: Host): Promise<void> {
  const { watcher, early, counts = () => true } = session;
  const { signal, leave } = host.lifetime;
  const stops = [
    host.onOutputClosed((problem) => leave({ by: "pipe", isLost: problem !== undefined })),
    watcher.onEvent(({ watch, event }) => {
      if (event.type !== "ended" || !early || (watch && !counts(watch, event.ending))) return;
      const next = departureAt(event.ending, early);
      if (next) leave(next);
    }),
  ];
  const reader = await openReader(session, host);
  const over = new AbortController();
  const beside = session
    .beside?.(AbortSignal.any([signal, over.signal]))
    .catch((error: unknown) => leave({ by: "bug", error }));
  let bringing: Promise<void> | undefined;
  try {
    const following = session.follow?.(signal);
    bringing = session.bring?.(signal);
    const staysOpen = reader.staysOpen || following !== undefined;
    await Promise.all([watch(session, staysOpen, bringing, signal), following]);
  } catch (error) {
    leave({ by: "bug", error });
  }
  // What it has sent by then is said before the end.
  await bringing?.catch(() => undefined);
  over.abort();
  await beside;
  await reader.close();
  for (const stop of stops) stop();
}

/** Once all have ended, a screen that stays, or a session that brings ids, may get more. */
async function watch(
  { watcher }: Session,
  staysOpen: boolean,
  bringing: Promise<void> | undefined,
  signal: AbortSignal,
): Promise<void> {
  const brought = new AbortController();
  if (!bringing) brought.abort();
  // Where it fails, that ends the session by itself.
  void bringing?.finally(() => brought.abort()).catch(() => undefined);
  const over = staysOpen ? signal : AbortSignal.any([signal, brought.signal]);
  for (;;) {
    await watcher.run(signal);
    // A recording that was cut off ends while some are running.
    if (!staysOpen && (!bringing || (brought.signal.aborted && !watcher.hasUnended()))) return;
    await until(watcher, watcher.hasUnended, over).catch(() => signal.throwIfAborted());
  }
}
