import { type Departure, departureAt } from "../output/exit-code.ts";
import type { Host } from "./host.ts";
import { openReader } from "./reader.ts";
import type { Session } from "./session.ts";
import { onTimeOver } from "./time-limit.ts";
import { until } from "./until.ts";

/**
 * Runs a watcher until all its ids have ended or something makes the program leave, while one
 * reader shows what happens.
 *
 * @returns what ended it
 */
export async function runSession(session: Session, host: Host): Promise<Departure> {
  const { watcher, early, limit } = session;
  const leave = new AbortController();
  let departure: Departure = { by: "ends" };
  const leaveBy = (next: Departure) => {
    if (leave.signal.aborted) return;
    departure = next;
    leave.abort();
  };
  const stops = [
    host.onSignal((signal) => leaveBy({ by: "signal", signal })),
    host.onCrash((error) => {
      // One that comes while we leave decides as well, or nobody would hear of it.
      departure = { by: "bug", error };
      leave.abort();
    }),
    host.onOutputClosed(() => leaveBy({ by: "pipe" })),
    onTimeOver(limit, () => leaveBy({ by: "timeout", afterMs: limit?.ms ?? 0 })),
    watcher.onEvent(({ fact }) => {
      const next = fact.type === "ended" && early && departureAt(fact.ending, early);
      if (next) leaveBy(next);
    }),
  ];
  const reader = await openReader(session, host, leaveBy);
  const over = new AbortController();
  const beside = session
    .beside?.(AbortSignal.any([leave.signal, over.signal]))
    .catch((error: unknown) => leaveBy({ by: "bug", error }));
  try {
    const following = session.follow?.(leave.signal);
    const staysOpen = reader.staysOpen || following !== undefined;
    await Promise.all([watch(session, staysOpen, leave.signal), following]);
  } catch (error) {
    leaveBy({ by: "bug", error });
  }
  over.abort();
  await beside;
  await reader.close();
  for (const stop of stops) stop();
  return departure;
}

/** Once all have ended, a screen that stays may be given more ids. */
async function watch({ watcher }: Session, staysOpen: boolean, signal: AbortSignal): Promise<void> {
  await watcher.run(signal);
  if (!staysOpen) return;
  const isLive = () => watcher.snapshot().watches.some(({ ending }) => !ending);
  for (;;) {
    // One run after the other.
    // oxlint-disable-next-line no-await-in-loop
    await until(watcher, isLive, signal);
    // oxlint-disable-next-line no-await-in-loop
    await watcher.run(signal);
  }
}
